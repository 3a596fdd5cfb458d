site onprem office { prefix 10.2.0.0/24; }
circuit office;
let office = 10.0.0.0/8;
group other = office;
circuit other;
