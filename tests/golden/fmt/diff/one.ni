# A design with something to do at both ends.
design d;
let a=10.0.0.0/8;


site vnet hub {
    prefix 10.1.0.0/16;
    host   vm 10.1.0.4;
    host   db 10.1.0.5;
    tag    one, two;
}
site vnet spoke {

    prefix 10.2.0.0/16; host vm 10.2.0.4;
}
claim c: hub can reach  spoke;