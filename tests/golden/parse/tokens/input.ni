# one token of each class
site hub hub.vpn-gw reach/* "a \"b\"" 65515 80-443 75ms 1.5ms
10.0.0.4 fd00::1 10.0.0.0/8 ::/0 65021:100 1:2:3 2027-01-31
; , : { } = <-> -> ? . >
a<->b on-prem-2 claim:x no-export
