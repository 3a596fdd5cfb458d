circuit er1;
site vnet v0 { prefix 10.0.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v0.gw <-> er1;
site vnet v1 { prefix 10.1.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v1.gw <-> er1;
site vnet v2 { prefix 10.2.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v2.gw <-> er1;
site vnet v3 { prefix 10.3.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v3.gw <-> er1;
site vnet v4 { prefix 10.4.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v4.gw <-> er1;
site vnet v5 { prefix 10.5.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v5.gw <-> er1;
site vnet v6 { prefix 10.6.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v6.gw <-> er1;
site vnet v7 { prefix 10.7.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v7.gw <-> er1;
site vnet v8 { prefix 10.8.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v8.gw <-> er1;
site vnet v9 { prefix 10.9.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v9.gw <-> er1;
site vnet v10 { prefix 10.10.0.0/24; gateway expressroute gw { accept-remote-vnets off; } }
connect v10.gw <-> er1;
