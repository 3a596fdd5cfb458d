site vnet v { prefix 10.0.0.0/8; a { b { c { d { e { f; } } } } } }
