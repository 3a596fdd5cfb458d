waive up until 2027-02-30 reason "later";
waive up until 31-01-2027 reason "later";
