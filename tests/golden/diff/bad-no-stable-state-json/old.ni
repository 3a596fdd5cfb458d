# Nothing can be compared with a design whose routing never settles.
site vnet cloud { prefix 10.0.0.0/24; }
