# The data centres in a triangle, and the partner; how the partner is connected is in the designs.
site onprem dc1     { prefix 10.1.0.0/16; host db 10.1.0.10; router core { asn 65101; } }
site onprem dc2     { prefix 10.2.0.0/16; host db 10.2.0.10; router core { asn 65102; } }
site onprem dc3     { prefix 10.3.0.0/16; host db 10.3.0.10; router core { asn 65103; } }
site onprem partner { prefix 10.50.0.0/20; host pc 10.50.0.10; router edge { asn 65200; } }

connect dc1.core <-> dc2.core { dc1.core { advertise all; } dc2.core { advertise all; } }
connect dc2.core <-> dc3.core { dc2.core { advertise all; } dc3.core { advertise all; } }
connect dc3.core <-> dc1.core { dc3.core { advertise all; } dc1.core { advertise all; } }
