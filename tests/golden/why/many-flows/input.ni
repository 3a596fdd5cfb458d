design many "more flows than are looked at";
site vnet v1 { prefix 10.1.0.0/16; }
site vnet v2 { prefix 10.2.0.0/16; }
site vnet v3 { prefix 10.3.0.0/16; }
site vnet v4 { prefix 10.4.0.0/16; }
site vnet v5 { prefix 10.5.0.0/16; }
site vnet v6 { prefix 10.6.0.0/16; }
site vnet v7 { prefix 10.7.0.0/16; }
site vnet v8 { prefix 10.8.0.0/16; }
site vnet v9 { prefix 10.9.0.0/16; }
site vnet v10 { prefix 10.10.0.0/16; }
site vnet v11 { prefix 10.11.0.0/16; }
site vnet v12 { prefix 10.12.0.0/16; }
site vnet v13 { prefix 10.13.0.0/16; }
site vnet v14 { prefix 10.14.0.0/16; }
site vnet v15 { prefix 10.15.0.0/16; }
site vnet v16 { prefix 10.16.0.0/16; }
site vnet v17 { prefix 10.17.0.0/16; }
site vnet v18 { prefix 10.18.0.0/16; }
claim apart: { v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18 } cannot reach { v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18 };
