site vnet hub { }
