circuit er1 { asn 12076; }
circuit er2 { asn 65001; }
