# Who is kept apart privately may still meet on the Internet.

site vnet hub { prefix 10.0.0.0/24; host vm 10.0.0.4; }
site vnet far { prefix 10.1.0.0/24; host web 10.1.0.4 { public 20.9.9.9; } host db 10.1.0.5; }

claim apart:   hub and far are isolated;
claim web:     hub cannot reach far.web;
claim said:    hub cannot reach { far.web, 20.9.9.9 };
claim db:      hub cannot send to far.db;
claim outside: internet cannot reach far.db;
claim open:    internet cannot reach far;
claim back:    far cannot reach hub;
