# What no claim notices: the depot and its tunnel, a preference, and a rule of the security group for more sources.
design small;
site vnet hub { prefix 10.1.0.0/16; host a 10.1.0.4; host b 10.1.0.5; }
claim talk: hub.a can reach hub.b;
