# AS paths: a longer one loses until the shorter is gone; one that holds a number of the design is refused there.
site onprem a { prefix 10.1.0.0/24; host pc 10.1.0.10; router r { asn 65001; } }
site onprem b { prefix 10.2.0.0/24; host pc 10.2.0.10; router r { asn 65002; } }
site onprem c { prefix 10.3.0.0/24; host pc 10.3.0.10; router r { asn 65003; } }
connect a.r <-> b.r { a.r { advertise all; } b.r { advertise all; } }
connect b.r <-> c.r { b.r { advertise all; } c.r { advertise all; } }
connect c.r <-> a.r spare { c.r { advertise all; may-advertise 10.2.0.0/24 le 25; } a.r { advertise all; local-preference 50; } }

# c learned 10.2.0.0/24 from b, and would tell a: that is no leak, and a prefers b. The half of it would be one; that b
# itself believes it, and sends back what is its own, takes a path without the number of b.
claim stays:     a.r selects 10.2.0.0/24 from b.r;
claim way:       path from a to b is a.r, b.r;
claim arrives:   a can reach b;
claim from-c:    c.r advertises 10.2.0.0/24 to a.r;
claim with-path: a.r learns 10.2.0.0/24 from c.r with as-path 65003 65002;
claim by-c:      a.r selects 10.2.0.0/24 from c.r when a.r<->b.r down;
