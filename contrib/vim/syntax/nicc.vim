" Vim syntax of nicc designs (*.ni). Made by packaging/syntax.py: do not edit.
if exists("b:current_syntax")
  finish
endif

syntax case match
syntax iskeyword @,48-57,_,-

syntax keyword niccDeclaration circuit claim connect design expect group include let matrix peering policy profile site
syntax keyword niccDeclaration waive
syntax keyword niccVerdict proved refuted
syntax keyword niccConstant all always any direct internet never none own virtual-network
syntax keyword niccWord accept accept-remote-vnets active-active add additional address advertise advertises allow
syntax keyword niccWord allow-forwarded-traffic allow-gateway-transit allow-vnet-access and appliance are as-override
syntax keyword niccWord as-path asn associate at avoiding azure-load-balancer backend bgp bgp-address blackholes
syntax keyword niccWord both-ways branch-to-branch bypass-next-hop can cannot circuits columns community connection
syntax keyword niccWord connections control cost critical default-route default-site delay deny device devices dnat
syntax keyword niccWord does down error expressroute failure failures fastpath firewall forwarding from gateway
syntax keyword niccWord gateway-propagation gateways ge high hop hops host hubs icmp in inbound instances
syntax keyword niccWord internet-security invalid is isolated key label le learn learns link links load-balancer local
syntax keyword niccWord local-preference location loops low may-advertise med medium microsoft-peering next-hop no
syntax keyword niccWord no-advertise no-export not note of off on only onprem or originate out outbound over owner path
syntax keyword niccWord peerings permit point-to-site port preference prefix premium prepend private private-endpoint
syntax keyword niccWord propagate propagate-static public reach reaches reason region remove route route-server
syntax keyword niccWord route-table router routers routes routing routing-intent routing-preference rules
syntax keyword niccWord security-group selects self send service-endpoint set severity sku snat stable standard
syntax keyword niccWord stateful static strip subnet symmetric table tag tagged tcp through ticket tier to tunnels udp
syntax keyword niccWord unchanged under uninspected until use-remote-gateways vhub via vnet vpn wan weight when with
syntax keyword niccWord within

syntax match   niccName     /\<[A-Za-z_][A-Za-z0-9_-]*\(\.[A-Za-z0-9_-]\+\)\+/
syntax match   niccClaim    /\(\<\(claim\|matrix\)\s\+\)\@<=[A-Za-z_][A-Za-z0-9_-]*/
syntax match   niccNumber   /\<\d\+\(ms\|us\|s\)\?\>/
syntax match   niccAddress  /\<\d\{1,3}\(\.\d\{1,3}\)\{3}\(\/\d\{1,2}\)\?/
syntax match   niccAddress  /\<\x\{1,4}:[0-9A-Fa-f:.]*\(\/\d\{1,3}\)\?/
syntax match   niccDate     /\<\d\{4}-\d\d-\d\d\>/
syntax match   niccFact     /\<F\d\{1,3}\>/
syntax match   niccOperator /<->\|->\|?/
syntax region  niccString   start=/"/ skip=/\\./ end=/"/ oneline
syntax match   niccComment  /#.*$/ contains=niccTodo,@Spell
syntax keyword niccTodo     contained FIXME NOTE TODO XXX

highlight default link niccDeclaration Statement
highlight default link niccVerdict     Special
highlight default link niccConstant    Constant
highlight default link niccWord        Type
highlight default link niccName        Normal
highlight default link niccClaim       Function
highlight default link niccNumber      Number
highlight default link niccAddress     Number
highlight default link niccDate        Number
highlight default link niccFact        Special
highlight default link niccOperator    Operator
highlight default link niccString      String
highlight default link niccComment     Comment
highlight default link niccTodo        Todo

let b:current_syntax = "nicc"
