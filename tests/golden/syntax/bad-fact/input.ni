expect error NICC0301, F19;
