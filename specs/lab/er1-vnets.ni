# Circuit er1 on the VNet side.
circuit er1 { asn 12076; location "next to the first region"; }

connect hub.er-gw    <-> er1 { delay 750us; }
connect remote.er-gw <-> er1 { delay 34250us; }
