site vnet hub { prefix 10.10.0.0/24; host vm 10.10.0.4; }
site onprem office { prefix 10.10.0.0/16; host pc 10.10.9.9; }
claim a: hub can reach 10.10.0.4;
claim b: office can reach 10.10.0.0/25;
let low = 10.10.0.0/20;
claim c: hub can send to low;
claim d: hub can send to 10.10.9.9;
