site vnet ÿ {}
