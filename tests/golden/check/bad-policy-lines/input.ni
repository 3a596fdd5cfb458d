site onprem a { prefix 10.1.0.0/24; router r { asn 65001; address 192.168.0.1; } }
site onprem b { prefix 10.2.0.0/24; router r { asn 65002; } }
policy out { deny prefix 10.0.0.0/8 le 24 set med 5; permit strip 1 strip 2; permit set next-hop 10.9.9.9; permit set next-hop 192.168.0.1; }
policy idle { permit; }
connect a.r <-> b.r {
    a.r { policy out out; policy out out; policy in misspelt; next-hop unchanged; strip 5; strip 6; }
    b.r { policy in a; prepend 40; }
}
connect a.r <-> b.r second { static; a.r { weight 5; } b.r { community 1:1; } }
