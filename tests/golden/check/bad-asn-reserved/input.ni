site vnet a { prefix 10.1.0.0/24; gateway vpn gw { asn 8074; } }
site vnet b { prefix 10.2.0.0/24; gateway vpn gw { asn 65518; } }
site vnet c { prefix 10.3.0.0/24; gateway vpn gw { asn 0; } }
site vnet d { prefix 10.4.0.0/24; gateway vpn gw { asn 65515; } } # the default: allowed
site onprem e { prefix 10.5.0.0/24; router r { asn 65515; } }
site onprem f { prefix 10.6.0.0/24; router r { asn 23456; } }
site onprem g { prefix 10.7.0.0/24; router r { asn 64500; } }
site onprem h { prefix 10.8.0.0/24; router r { asn 65551; } }
site onprem i { prefix 10.9.0.0/24; router r { asn 12076; } }
site onprem j { prefix 10.10.0.0/24; router r { asn 0; } }
site onprem k { prefix 10.11.0.0/24; router r { asn 65514; } }
site onprem l { prefix 10.12.0.0/24; router r { asn 65521; } }
