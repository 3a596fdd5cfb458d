site vnet hub {
    prefix 10.10.0.0/24;
    appliance fw1 10.10.0.5 { stateful off; rules { allow any; } }
    appliance fw2 10.10.0.6 { stateful tcp; snat always; }
    appliance fw3 10.10.0.7 { instances 0; }
    appliance fw4 10.10.0.8 { instances 1000; stateful off; }
    appliance fw5 10.10.0.9 { stateful on; stateful tcp; snat never; snat always; rules { } rules { } }
    appliance fw6 10.10.0.10 { stateful ?; }
}
