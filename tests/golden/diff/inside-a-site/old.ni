# Between subnets of one VNet, and inside a subnet whose security group denies everything in the new design.
site vnet hub {
    prefix 10.1.0.0/16;
    subnet web 10.1.1.0/24;
    subnet db  10.1.2.0/24;
}
