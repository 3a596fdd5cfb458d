# Included by input.ni, which it may include no more.
site vnet included { prefix 10.200.0.0/16; }
