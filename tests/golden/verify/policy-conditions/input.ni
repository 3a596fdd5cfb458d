# A line of a policy matches when the route has all of its communities and AS numbers.
site onprem a { prefix 10.1.0.0/24; router r { asn 65001; originate 10.1.0.0/24, 10.1.1.0/24; } }
site onprem b { prefix 10.2.0.0/24; router r { asn 65002; } }
site onprem c { prefix 10.3.0.0/24; router r { asn 65003; } }
policy mark {
    permit prefix 10.1.0.0/24 add community 65001:1;
    permit prefix 10.1.1.0/24 add community 65001:1 add community 65001:2;
}
policy marked { permit community 65001:1 community 65001:2; permit as-path 65002 as-path 65009; }
policy both { deny as-path 65001 as-path 65002; permit; }
connect a.r <-> b.r { a.r { policy out mark; } b.r { policy in marked; advertise all; } }
connect b.r <-> c.r { b.r { advertise all; } c.r { policy in both; } }
claim one: b.r does not learn 10.1.0.0/24;
claim two: b.r learns 10.1.1.0/24 from a.r;
claim path: c.r does not learn 10.1.1.0/24;
claim other: c.r learns 10.2.0.0/24 from b.r;
