site vnet hub {
    prefix 10.10.0.0/24;
    route-server rs { branch-to-branch ?; }
}
