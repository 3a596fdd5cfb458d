site vnet hub { prefix 10.1.0.0/16; }
let lost = 10.77.0.0/16;
group g = hub, lost;
matrix m { columns hub lost; lost Y Y; g Y .; 10.9.9.9 Y .; hub . Y; }
