# Circuit er1 on the VNet side.
circuit er1 { asn 12076; location "next to the first region"; }

connect hub.er-gw    <-> er1;
connect remote.er-gw <-> er1;
