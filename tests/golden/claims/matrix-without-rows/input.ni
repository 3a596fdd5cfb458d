site vnet a { prefix 10.1.0.0/16; }
site vnet b { prefix 10.2.0.0/16; }
matrix m { columns a b; }
