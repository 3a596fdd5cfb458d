let corp = 10.0.0.0/8, labs;
let lab = 192.168.0.0/16;
site vnet hub { prefix corpp; }
