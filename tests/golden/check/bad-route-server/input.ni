site vnet a { prefix 10.1.0.0/24; route-server one; route-server two; }
site vnet b {
    prefix 10.2.0.0/24;
    gateway vpn gw { asn 65010; }
    route-server rs { branch-to-branch; }
}
site vnet c { prefix 10.3.0.0/24; gateway vpn gw { active-active; } route-server rs { branch-to-branch; } }
