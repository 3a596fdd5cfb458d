let a = 10.0.0.0/8, b;
let b = a;
site vnet hub { prefix 10.10.0.0/24; }
