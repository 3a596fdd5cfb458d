# `as-override` comes before `strip`: of a number that becomes the own one there is nothing left to remove.
design override-strip;
site onprem a { prefix 10.1.0.0/16; router r { asn 65010; } }
site onprem b { prefix 10.2.0.0/16; router r { asn 65020; } }
site onprem c { prefix 10.3.0.0/16; router r { asn 65010; } }
site onprem d { prefix 10.4.0.0/16; router r { asn 65010; } }
connect a.r <-> b.r;
connect b.r <-> c.r { b.r { advertise all; as-override; strip 65010; } }
connect b.r <-> d.r { b.r { advertise all; as-override; strip 65020; } }

claim other: c.r learns 10.1.0.0/16 from b.r with as-path 65020 65020;
claim own:   d.r learns 10.1.0.0/16 from b.r with as-path 65020;
