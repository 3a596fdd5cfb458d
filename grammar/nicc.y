/*
 * nicc.y: the form of the language, and nothing of its meaning: no look-ups, no defaults.
 *
 * Every action builds one node (see build.h); ast_kinds.def says what each kind carries. Lists are
 * left-recursive, so the stack stays small whatever the length of the input.
 *
 * Recovery: a list of statements accepts `error` as an element. What was wrong is left out up to its
 * `;` or past its block, or until something that begins the next statement; the list goes on there.
 */
%code requires {
#include "grammar/ast.h"

struct parser;
}

%define api.pure full
%define api.prefix {nicc_}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.location.type {struct span}
%define api.value.union.name nicc_value
%define parse.error custom
%define parse.lac full
%expect 0
%locations
%param {struct parser *p}

%union {
    struct ast *node;
    enum keyword word;
    uint64_t number;
}

%code {
#include <stdlib.h>

#include "grammar/build.h"
#include "grammar/parser.h"
#include "grammar/syntax.h"
#include "grammar/tokens.h"

#undef yylex
#define yylex tokens_next
#define YYINITDEPTH 100
#define YYMALLOC(size) arena_system_grow(NULL, (size))
#define YYFREE free
#define YYMAXDEPTH 10000
#define YYLLOC_DEFAULT(current, rhs, count) ((current) = build_span((rhs), (count)))

static void nicc_error(const struct span *at, struct parser *p, const char *message);
}

%initial-action {
    @$ = tokens_start(p);
}

/* words and values */
%token YYEOF 0 "end of file"
%token <node>
    IDENT "a name"  DOTTED "a path"  GLOB "a pattern"  STRING "a string"  NUM "a number"
    SPAN "a range"  TIME "a duration"  IP "an address"  SUBNETWORK "a prefix"
    TAG_NUMBERS "a community"  DAY "a date"

%token
    SEMICOLON ";"  COMMA ","  COLON ":"  OPEN "{"  CLOSE "}"  EQUALS "="  BOTH "<->"  UNKNOWN "?"
    DOT "."  GREATER ">"

%token <word> ARROW "->"

/* keywords, as in keywords.def */
%token <word>
    ACCEPT "accept"  ACCEPT_REMOTE_VNETS "accept-remote-vnets"  ACTIVE_ACTIVE "active-active"  ADD "add"
    ADDITIONAL "additional"  ADDRESS "address"  ADVERTISE "advertise"  ADVERTISES "advertises"
    ALL "all"  ALLOW "allow"  ALLOW_FORWARDED_TRAFFIC "allow-forwarded-traffic"
    ALLOW_GATEWAY_TRANSIT "allow-gateway-transit"  ALLOW_VNET_ACCESS "allow-vnet-access"
    ALWAYS "always"  AND "and"  ANY "any"  APPLIANCE "appliance"  ARE "are"  AS_OVERRIDE "as-override"
    AS_PATH "as-path"  ASN "asn"  ASSOCIATE "associate"  AT "at"  AVOIDING "avoiding"
    AZURE_LOAD_BALANCER "azure-load-balancer"  BACKEND "backend"  BGP "bgp"  BGP_ADDRESS "bgp-address"
    BLACKHOLES "blackholes"  BOTH_WAYS "both-ways"  BRANCH_TO_BRANCH "branch-to-branch"
    BYPASS_NEXT_HOP "bypass-next-hop"  CAN "can"  CANNOT "cannot"  CIRCUIT "circuit"
    CIRCUITS "circuits"  CLAIM "claim"  COLUMNS "columns"  COMMUNITY "community"  CONNECT "connect"
    CONNECTION "connection"  CONNECTIONS "connections"  CONTROL "control"  COST "cost"
    CRITICAL "critical"  DEFAULT_ROUTE "default-route"  DEFAULT_SITE "default-site"  DELAY "delay"
    DENY "deny"  DESIGN "design"  DEVICE "device"  DEVICES "devices"  DIRECT "direct"  DNAT "dnat"
    DOES "does"  DOWN "down"  ERROR "error"  EXPECT "expect"  EXPRESSROUTE "expressroute"
    FAILURE "failure"  FAILURES "failures"  FASTPATH "fastpath"  FIREWALL "firewall"
    FORWARDING "forwarding"  FROM "from"  GATEWAY "gateway"  GATEWAY_PROPAGATION "gateway-propagation"
    GATEWAYS "gateways"  GE "ge"  GROUP "group"  HIGH "high"  HOP "hop"  HOPS "hops"  HOST "host"
    HUBS "hubs"  ICMP "icmp"  IN "in"  INBOUND "inbound"  INCLUDE "include"  INSTANCES "instances"
    INTERNET "internet"  INTERNET_SECURITY "internet-security"  INVALID "invalid"  IS "is"
    ISOLATED "isolated"  KEY "key"  LABEL "label"  LE "le"  LEARN "learn"  LEARNS "learns"  LET "let"
    LINK "link"  LINKS "links"  LOAD_BALANCER "load-balancer"  LOCAL "local"
    LOCAL_PREFERENCE "local-preference"  LOCATION "location"  LOOPS "loops"  LOW "low"  MATRIX "matrix"
    MAY_ADVERTISE "may-advertise"  MED "med"  MEDIUM "medium"  MICROSOFT_PEERING "microsoft-peering"
    NEVER "never"  NEXT_HOP "next-hop"  NO "no"  NO_ADVERTISE "no-advertise"  NO_EXPORT "no-export"
    NONE_ "none"  NOT "not"  NOTE "note"  OF "of"  OFF "off"  ON "on"  ONLY "only"  ONPREM "onprem"
    OR "or"  ORIGINATE "originate"  OUT "out"  OUTBOUND "outbound"  OVER "over"  OWN "own"
    OWNER "owner"  PATH "path"  PEERING "peering"  PEERINGS "peerings"  PERMIT "permit"
    POINT_TO_SITE "point-to-site"  POLICY "policy"  PORT "port"  PREFERENCE "preference"
    PREFIX "prefix"  PREMIUM "premium"  PREPEND "prepend"  PRIVATE "private"
    PRIVATE_ENDPOINT "private-endpoint"  PROFILE "profile"  PROPAGATE "propagate"
    PROPAGATE_STATIC "propagate-static"  PROVED "proved"  PUBLIC "public"  REACH "reach"
    REACHES "reaches"  REASON "reason"  REFUTED "refuted"  REGION "region"  REMOVE "remove"
    ROUTE "route"  ROUTE_SERVER "route-server"  ROUTE_TABLE "route-table"  ROUTER "router"
    ROUTERS "routers"  ROUTES "routes"  ROUTING "routing"  ROUTING_INTENT "routing-intent"
    ROUTING_PREFERENCE "routing-preference"  RULES "rules"  SECURITY_GROUP "security-group"
    SELECTS "selects"  SELF "self"  SEND "send"  SERVICE_ENDPOINT "service-endpoint"  SET "set"
    SEVERITY "severity"  SITE "site"  SKU "sku"  SNAT "snat"  STABLE "stable"  STANDARD "standard"
    STATEFUL "stateful"  STATIC "static"  STRIP "strip"  SUBNET "subnet"  SYMMETRIC "symmetric"
    TABLE "table"  TAG "tag"  TAGGED "tagged"  TCP "tcp"  THROUGH "through"  TICKET "ticket"
    TIER "tier"  TO "to"  TUNNELS "tunnels"  UDP "udp"  UNCHANGED "unchanged"  UNDER "under"
    UNINSPECTED "uninspected"  UNTIL "until"  USE_REMOTE_GATEWAYS "use-remote-gateways"  VHUB "vhub"
    VIA "via"  VIRTUAL_NETWORK "virtual-network"  VNET "vnet"  VPN "vpn"  WAIVE "waive"  WAN "wan"
    WEIGHT "weight"  WHEN "when"  WITH "with"  WITHIN "within"

%nterm <word>
    class connect_flag end_number failures granularity hops level match_protocol nonreserved outcome
    peering_word preference protocol reserved route_word setting tier unsupported_flag unsupported_word
    verdict_word
%nterm <number> flag_tail
%nterm <node>
    name declared any_name path names paths strings addresses network prefix prefixes at_least at_most
    range ranges place_or_net places_or_nets community communities own all none skipped declarations
    declaration members member_list facts waived site_item place_item host host_items host_item subnet_items
    subnet_item asn address public originate unsupported vnet_items vnet_item gateway vpn_items vpn_item
    er_items er_item route_server_items route_server_item balancer_items balancer_item appliance_items
    appliance_item protocols snat rules rule_list rule position match from_part to_part ports_part tags
    tag_list tag ports port route_table_items route_table_item hop table_hop security_items security_item
    security_rules security_rule onprem_items onprem_item router_items router_item link_items link_item
    delay circuit_items circuit_item vhub_items vhub_item firewall_items firewall_item hub_table_items
    hub_table_item hub_hop intent additional peering peering_items peering_item peering_flags peering_flag
    connect connect_name connect_items connect_item bare_hop tables table end_items end_item all_or_none
    offers offer next_hop policy_lines policy_line line_parts line_part claim_end attributes attribute
    assertion flow qualifier via_list alternatives places place ends end_list end services_part
    services_written services service learned_from learned_path as_path route_kind invalid conditions
    condition_list condition classes matrix_body matrix_head matrix_columns heads head matrix_rows cells
    cell qualifiers

/* In a matrix `severity low;` and `expect refuted;` are attributes, not rows. */
%precedence ROW_NAME
%precedence "low" "medium" "high" "critical" "proved" "refuted"

%%

file: declarations                      { p->root = $1; }

/* ---- words and values ---- */

name: IDENT
    | nonreserved                       { $$ = build_name(p, @1, $1); }

/* A name that is being given: a reserved word is a mistake of its own there. */
declared: name
    | reserved                          { $$ = build_reserved(p, @1, $1); }

/* What is never referred to by a bare word may have any name. */
any_name: name
    | reserved                          { $$ = build_name(p, @1, $1); }

path: name                              { $$ = build_path($1); }
    | DOTTED

names: name                             { $$ = build_list(p, $1); }
    | names "," name                    { $$ = ast_add($1, $3); }

paths: path                             { $$ = build_list(p, $1); }
    | paths "," path                    { $$ = ast_add($1, $3); }

strings: STRING                         { $$ = build_list(p, $1); }
    | strings "," STRING                { $$ = ast_add($1, $3); }

addresses: IP                           { $$ = build_list(p, $1); }
    | addresses "," IP                  { $$ = ast_add($1, $3); }

network: SUBNETWORK                     { $$ = build_network(p, $1); }

/* Wherever prefixes stand, a `let` may stand too. */
prefix: network
    | path

prefixes: prefix                        { $$ = build_list(p, $1); }
    | prefixes "," prefix               { $$ = ast_add($1, $3); }

at_least: "ge" NUM                      { $$ = build_bound(p, AST_GE, @$, $2); }
at_most: "le" NUM                       { $$ = build_bound(p, AST_LE, @$, $2); }

range: prefix
    | prefix at_least                   { $$ = build_extend($1, $2); }
    | prefix at_most                    { $$ = build_extend($1, $2); }
    | prefix at_least at_most           { $$ = build_extend(build_extend($1, $2), $3); }

ranges: range                           { $$ = build_list(p, $1); }
    | ranges "," range                  { $$ = ast_add($1, $3); }

place_or_net: prefix
    | IP

places_or_nets: place_or_net            { $$ = build_list(p, $1); }
    | places_or_nets "," place_or_net   { $$ = ast_add($1, $3); }

community: TAG_NUMBERS
    | "no-advertise"                    { $$ = build_community(p, @1, $1); }
    | "no-export"                       { $$ = build_community(p, @1, $1); }

communities: community                  { $$ = build_list(p, $1); }
    | communities "," community         { $$ = ast_add($1, $3); }

own: "own"                              { $$ = NODE(WORD, @$, .word = $1); }
all: "all"                              { $$ = NODE(WORD, @$, .word = $1); }
none: "none"                            { $$ = NODE(WORD, @$, .word = $1); }

flag_tail: ";"                          { $$ = AST_ON; }
    | "on" ";"                          { $$ = AST_ON; }
    | "off" ";"                         { $$ = AST_OFF; }
    | "?" ";"                           { $$ = AST_UNKNOWN; }

/* What could not be read. */
skipped: error ";"                      { yyerrok; $$ = NULL; }
    | error "{" { tokens_skip(p, SKIP_BLOCK); } "}" { yyerrok; $$ = NULL; }

/* ---- the file ---- */

declarations: %empty                    { $$ = build_list(p, NULL); }
    | declarations declaration          { $$ = ast_add($1, $2); }
    | declarations error                { $$ = $1; }

declaration: "design" any_name ";"      { $$ = NODE(DESIGN, @$, .name = $2); }
    | "design" any_name STRING ";"      { $$ = NODE(DESIGN, @$, .name = $2, .first = $3); }
    | "include" STRING ";"              { $$ = NODE(INCLUDE, @$, .name = $2); }
    | "profile" names ";"               { $$ = NODE(PROFILE, @$, .kids = $2); }
    | "let" declared "=" places_or_nets ";" { $$ = NODE(LET, @$, .name = $2, .kids = $4); }
    | "group" declared "=" members ";"  { $$ = NODE(GROUP, @$, .name = $2, .kids = $4); }
    | "site" "vnet" declared "{" vnet_items "}" { $$ = NODE(SITE, @$, .word = $2, .name = $3, .kids = $5); }
    | "site" "onprem" declared "{" onprem_items "}"
        { $$ = NODE(SITE, @$, .word = $2, .name = $3, .kids = $5); }
    | "site" "vhub" declared "{" vhub_items "}" { $$ = NODE(SITE, @$, .word = $2, .name = $3, .kids = $5); }
    | "circuit" declared ";"            { $$ = NODE(CIRCUIT, @$, .name = $2); }
    | "circuit" declared "{" circuit_items "}" { $$ = NODE(CIRCUIT, @$, .name = $2, .kids = $4); }
    | peering
    | connect
    | "policy" any_name "{" policy_lines "}" { $$ = NODE(POLICY, @$, .name = $2, .kids = $4); }
    | "claim" any_name ":" assertion conditions claim_end
        { $$ = NODE(CLAIM, @$, .name = $2, .first = $4, .kids = $5, .more = $6); }
    | "matrix" any_name conditions "{" matrix_body "}"
        { $$ = NODE(MATRIX, @$, .name = $2, .kids = $3, .more = $5); }
    | "expect" "error" facts ";"        { $$ = NODE(EXPECT_ERROR, @$, .kids = $3); }
    | "waive" waived "until" DAY "reason" STRING ";"
        { $$ = NODE(WAIVE, @$, .name = $2, .first = $4, .second = $6); }
    | "waive" waived "until" DAY "reason" STRING "ticket" STRING ";"
        { $$ = NODE(WAIVE, @$, .name = $2, .first = $4, .second = $6, .third = $8); }
    | skipped

members: member_list
    | "tagged" name                     { $$ = build_list(p, NODE(TAGGED, @$, .name = $2)); }

member_list: place_or_net               { $$ = build_list(p, build_written(p, $1)); }
    | member_list "," place_or_net      { $$ = ast_add($1, build_written(p, $3)); }

facts: IDENT                            { $$ = build_list(p, build_fact(p, $1)); }
    | facts "," IDENT                   { $$ = ast_add($1, build_fact(p, $3)); }

waived: any_name
    | DOTTED
    | GLOB

/* ---- sites: what several kinds share ---- */

site_item: "region" name ";"            { $$ = build_single(p, @$, $1, $2); }
    | "prefix" prefixes ";"             { $$ = build_property(p, @$, $1, $2); }
    | "tag" names ";"                   { $$ = build_property(p, @$, $1, $2); }

place_item: "subnet" any_name prefixes ";" { $$ = NODE(SUBNET, @$, .name = $2, .kids = $3); }
    | "subnet" any_name prefixes "{" subnet_items "}"
        { $$ = NODE(SUBNET, @$, .name = $2, .kids = $3, .more = $5); }
    | host
    | "appliance" declared IP ";"       { $$ = NODE(APPLIANCE, @$, .name = $2, .first = $3); }
    | "appliance" declared IP "{" appliance_items "}"
        { $$ = NODE(APPLIANCE, @$, .name = $2, .first = $3, .kids = $5); }
    | "route-table" declared "{" route_table_items "}" { $$ = NODE(ROUTE_TABLE, @$, .name = $2, .kids = $4); }

host: "host" any_name IP ";"            { $$ = NODE(HOST, @$, .name = $2, .first = $3); }
    | "host" any_name IP "{" host_items "}" { $$ = NODE(HOST, @$, .name = $2, .first = $3, .kids = $5); }

host_items: %empty                      { $$ = build_list(p, NULL); }
    | host_items host_item              { $$ = ast_add($1, $2); }
    | host_items error                  { $$ = $1; }

host_item: "security-group" path ";"    { $$ = build_single(p, @$, $1, $2); }
    | public
    | skipped

subnet_items: %empty                    { $$ = build_list(p, NULL); }
    | subnet_items subnet_item          { $$ = ast_add($1, $2); }
    | subnet_items error                { $$ = $1; }

subnet_item: host
    | "route-table" path ";"            { $$ = build_single(p, @$, $1, $2); }
    | "security-group" path ";"         { $$ = build_single(p, @$, $1, $2); }
    | "service-endpoint" prefixes ";"   { $$ = build_property(p, @$, $1, $2); }
    | "router" paths ";"                { $$ = build_property(p, @$, $1, $2); }
    | unsupported
    | skipped

asn: "asn" NUM ";"                      { $$ = build_single(p, @$, $1, $2); }
address: "address" addresses ";"        { $$ = build_property(p, @$, $1, $2); }
public: "public" places_or_nets ";"     { $$ = build_property(p, @$, $1, $2); }

originate: "originate" prefixes ";"     { $$ = build_property(p, @$, $1, $2); }
    | "default-route" flag_tail         { $$ = build_flag(p, @$, $1, $2); }

/* These are known and refused by name; their form is not looked at. */
unsupported: unsupported_word { tokens_skip(p, SKIP_STATEMENT); } ";"
        { $$ = NODE(UNSUPPORTED, @$, .word = $1); }
unsupported_word: "point-to-site" | "microsoft-peering" | "fastpath" | "private-endpoint"

/* ---- site vnet ---- */

vnet_items: %empty                      { $$ = build_list(p, NULL); }
    | vnet_items vnet_item              { $$ = ast_add($1, $2); }
    | vnet_items error                  { $$ = $1; }

vnet_item: site_item
    | place_item
    | gateway
    | "route-server" declared ";"       { $$ = NODE(ROUTE_SERVER, @$, .name = $2); }
    | "route-server" declared "{" route_server_items "}"
        { $$ = NODE(ROUTE_SERVER, @$, .name = $2, .kids = $4); }
    | "load-balancer" declared IP ";"   { $$ = NODE(LOAD_BALANCER, @$, .name = $2, .first = $3); }
    | "load-balancer" declared IP "{" balancer_items "}"
        { $$ = NODE(LOAD_BALANCER, @$, .name = $2, .first = $3, .kids = $5); }
    | "security-group" declared "{" security_items "}"
        { $$ = NODE(SECURITY_GROUP, @$, .name = $2, .kids = $4); }
    | unsupported
    | skipped

gateway: "gateway" "vpn" declared ";"   { $$ = NODE(GATEWAY, @$, .word = $2, .name = $3); }
    | "gateway" "vpn" declared "{" vpn_items "}"
        { $$ = NODE(GATEWAY, @$, .word = $2, .name = $3, .kids = $5); }
    | "gateway" "expressroute" declared ";" { $$ = NODE(GATEWAY, @$, .word = $2, .name = $3); }
    | "gateway" "expressroute" declared "{" er_items "}"
        { $$ = NODE(GATEWAY, @$, .word = $2, .name = $3, .kids = $5); }

vpn_items: %empty                       { $$ = build_list(p, NULL); }
    | vpn_items vpn_item                { $$ = ast_add($1, $2); }
    | vpn_items error                   { $$ = $1; }

vpn_item: asn
    | address
    | "bgp-address" addresses ";"       { $$ = build_property(p, @$, $1, $2); }
    | "active-active" flag_tail         { $$ = build_flag(p, @$, $1, $2); }
    | "sku" name ";"                    { $$ = build_single(p, @$, $1, $2); }
    | "default-site" path ";"           { $$ = build_single(p, @$, $1, $2); }
    | unsupported
    | skipped

er_items: %empty                        { $$ = build_list(p, NULL); }
    | er_items er_item                  { $$ = ast_add($1, $2); }
    | er_items error                    { $$ = $1; }

er_item: address
    | "accept-remote-vnets" flag_tail   { $$ = build_flag(p, @$, $1, $2); }
    | "sku" name ";"                    { $$ = build_single(p, @$, $1, $2); }
    | unsupported
    | skipped

route_server_items: %empty              { $$ = build_list(p, NULL); }
    | route_server_items route_server_item { $$ = ast_add($1, $2); }
    | route_server_items error          { $$ = $1; }

route_server_item: address
    | "branch-to-branch" flag_tail      { $$ = build_flag(p, @$, $1, $2); }
    | "preference" preference ";"       { $$ = build_single(p, @$, $1, NODE(WORD, @2, .word = $2)); }
    | skipped

preference: "expressroute" | "vpn" | "as-path"

balancer_items: %empty                  { $$ = build_list(p, NULL); }
    | balancer_items balancer_item      { $$ = ast_add($1, $2); }
    | balancer_items error              { $$ = $1; }

balancer_item: "backend" paths ";"      { $$ = build_property(p, @$, $1, $2); }
    | public
    | skipped

/* ---- appliances, route tables, security groups ---- */

appliance_items: %empty                 { $$ = build_list(p, NULL); }
    | appliance_items appliance_item    { $$ = ast_add($1, $2); }
    | appliance_items error             { $$ = $1; }

appliance_item: asn
    | originate
    | public
    | snat
    | rules
    | "forwarding" flag_tail            { $$ = build_flag(p, @$, $1, $2); }
    | "stateful" flag_tail              { $$ = build_flag(p, @$, $1, $2); }
    | "stateful" protocols ";"          { $$ = build_property(p, @$, $1, $2); }
    | "instances" NUM ";"               { $$ = build_single(p, @$, $1, $2); }
    | "security-group" path ";"         { $$ = build_single(p, @$, $1, $2); }
    | skipped

protocol: "tcp" | "udp" | "icmp"

protocols: protocol                     { $$ = build_list(p, NODE(WORD, @$, .word = $1)); }
    | protocols "," protocol            { $$ = ast_add($1, NODE(WORD, @3, .word = $3)); }

snat: "snat" prefixes ";"               { $$ = build_property(p, @$, $1, $2); }
    | "snat" "always" ";"               { $$ = build_single(p, @$, $1, NODE(WORD, @2, .word = $2)); }
    | "snat" "never" ";"                { $$ = build_single(p, @$, $1, NODE(WORD, @2, .word = $2)); }

rules: "rules" "{" rule_list "}"        { $$ = NODE(RULES, @$, .kids = $3); }

rule_list: %empty                       { $$ = build_list(p, NULL); }
    | rule_list rule                    { $$ = ast_add($1, $2); }
    | rule_list error                   { $$ = $1; }

rule: position verdict_word match ";"   { $$ = NODE(RULE, @$, .word = $2, .first = $1, .second = $3); }
    | position "dnat" match "->" IP ";" { $$ = NODE(DNAT, @$, .first = $1, .second = $3, .third = $5); }
    | position "dnat" match "->" IP "port" NUM ";"
        { $$ = ast_add(NODE(DNAT, @$, .first = $1, .second = $3, .third = $5), build_port(p, $7)); }
    | skipped

position: %empty                        { $$ = NULL; }
    | NUM

verdict_word: "allow" | "deny"

match: match_protocol from_part to_part ports_part
        { $$ = NODE(MATCH, @$, .word = $1, .first = $2, .second = $3, .third = $4); }

match_protocol: %empty                  { $$ = KW_NONE; }
    | protocol
    | "any"

from_part: %empty                       { $$ = NULL; }
    | "from" tags                       { $$ = NODE(FROM, @$, .kids = $2); }

to_part: %empty                         { $$ = NULL; }
    | "to" tags                         { $$ = NODE(TO, @$, .kids = $2); }

ports_part: %empty                      { $$ = NULL; }
    | "port" ports                      { $$ = NODE(PORTS, @$, .kids = $2); }

tags: tag_list
    | "{" tag_list "}"                  { $$ = $2; }

tag_list: tag                           { $$ = build_list(p, $1); }
    | tag_list "," tag                  { $$ = ast_add($1, $3); }

tag: place_or_net                       { $$ = build_rule_endpoint($1); }
    | "any"                             { $$ = NODE(WORD, @$, .word = $1); }
    | "internet"                        { $$ = NODE(WORD, @$, .word = $1); }
    | "virtual-network"                 { $$ = NODE(WORD, @$, .word = $1); }

ports: port                             { $$ = build_list(p, $1); }
    | ports "," port                    { $$ = ast_add($1, $3); }

port: NUM                               { $$ = build_port(p, $1); }
    | SPAN                              { $$ = build_port(p, $1); }

route_table_items: %empty               { $$ = build_list(p, NULL); }
    | route_table_items route_table_item { $$ = ast_add($1, $2); }
    | route_table_items error           { $$ = $1; }

route_table_item: "gateway-propagation" flag_tail { $$ = build_flag(p, @$, $1, $2); }
    | "route" prefixes "->" hop ";"     { $$ = NODE(ROUTE, @$, .kids = ast_add($2, $4)); }
    | skipped

hop: "gateway"                          { $$ = NODE(HOP, @$, .word = $1); }
    | "vnet"                            { $$ = NODE(HOP, @$, .word = $1); }
    | "internet"                        { $$ = NODE(HOP, @$, .word = $1); }
    | "none"                            { $$ = NODE(HOP, @$, .word = $1); }
    | table_hop

table_hop: "appliance" path             { $$ = NODE(HOP, @$, .word = $1, .first = $2); }
    | "address" IP                      { $$ = NODE(HOP, @$, .word = $1, .first = $2); }

security_items: %empty                  { $$ = build_list(p, NULL); }
    | security_items security_item      { $$ = ast_add($1, $2); }
    | security_items error              { $$ = $1; }

security_item: "inbound" "{" security_rules "}" { $$ = NODE(SECURITY_RULES, @$, .word = $1, .kids = $3); }
    | "outbound" "{" security_rules "}" { $$ = NODE(SECURITY_RULES, @$, .word = $1, .kids = $3); }
    | skipped

security_rules: %empty                  { $$ = build_list(p, NULL); }
    | security_rules security_rule      { $$ = ast_add($1, $2); }
    | security_rules error              { $$ = $1; }

security_rule: NUM verdict_word match ";" { $$ = NODE(RULE, @$, .word = $2, .first = $1, .second = $3); }
    | skipped

/* ---- site onprem, circuit ---- */

onprem_items: %empty                    { $$ = build_list(p, NULL); }
    | onprem_items onprem_item          { $$ = ast_add($1, $2); }
    | onprem_items error                { $$ = $1; }

onprem_item: site_item
    | place_item
    | "router" declared ";"             { $$ = NODE(ROUTER, @$, .name = $2); }
    | "router" declared "{" router_items "}" { $$ = NODE(ROUTER, @$, .name = $2, .kids = $4); }
    | "link" path "<->" path ";"        { $$ = NODE(LINK, @$, .first = $2, .second = $4); }
    | "link" path "<->" path "{" link_items "}"
        { $$ = NODE(LINK, @$, .first = $2, .second = $4, .kids = $6); }
    | skipped

router_items: %empty                    { $$ = build_list(p, NULL); }
    | router_items router_item          { $$ = ast_add($1, $2); }
    | router_items error                { $$ = $1; }

router_item: asn
    | address
    | originate
    | skipped

link_items: %empty                      { $$ = build_list(p, NULL); }
    | link_items link_item              { $$ = ast_add($1, $2); }
    | link_items error                  { $$ = $1; }

link_item: "cost" NUM ";"               { $$ = build_single(p, @$, $1, $2); }
    | delay
    | skipped

delay: "delay" TIME ";"                 { $$ = build_single(p, @$, $1, $2); }

circuit_items: %empty                   { $$ = build_list(p, NULL); }
    | circuit_items circuit_item        { $$ = ast_add($1, $2); }
    | circuit_items error               { $$ = $1; }

circuit_item: asn
    | "location" STRING ";"             { $$ = build_single(p, @$, $1, $2); }
    | "tier" tier ";"                   { $$ = build_single(p, @$, $1, NODE(WORD, @2, .word = $2)); }
    | unsupported
    | skipped

tier: "local" | "standard" | "premium"

/* ---- site vhub ---- */

vhub_items: %empty                      { $$ = build_list(p, NULL); }
    | vhub_items vhub_item              { $$ = ast_add($1, $2); }
    | vhub_items error                  { $$ = $1; }

vhub_item: site_item
    | asn
    | gateway
    | "wan" name ";"                    { $$ = build_single(p, @$, $1, $2); }
    | "routing-preference" preference ";" { $$ = build_single(p, @$, $1, NODE(WORD, @2, .word = $2)); }
    | "branch-to-branch" flag_tail      { $$ = build_flag(p, @$, $1, $2); }
    | "firewall" declared ";"           { $$ = NODE(FIREWALL, @$, .name = $2); }
    | "firewall" declared "{" firewall_items "}" { $$ = NODE(FIREWALL, @$, .name = $2, .kids = $4); }
    | "table" declared "{" hub_table_items "}" { $$ = NODE(TABLE, @$, .name = $2, .kids = $4); }
    | "routing-intent" intent "->" path ";" { $$ = build_intent($2, @$, $4); }
    | unsupported
    | skipped

firewall_items: %empty                  { $$ = build_list(p, NULL); }
    | firewall_items firewall_item      { $$ = ast_add($1, $2); }
    | firewall_items error              { $$ = $1; }

firewall_item: public
    | snat
    | rules
    | skipped

hub_table_items: %empty                 { $$ = build_list(p, NULL); }
    | hub_table_items hub_table_item    { $$ = ast_add($1, $2); }
    | hub_table_items error             { $$ = $1; }

hub_table_item: "label" names ";"       { $$ = build_property(p, @$, $1, $2); }
    | "static" prefixes "->" hub_hop ";" { $$ = NODE(STATIC_ROUTE, @$, .kids = ast_add($2, $4)); }
    | skipped

hub_hop: table_hop
    | "connection" path                 { $$ = NODE(HOP, @$, .word = $1, .first = $2); }

intent: "internet"                      { $$ = NODE(ROUTING_INTENT, @$, .word = $1); }
    | "private"                         { $$ = NODE(ROUTING_INTENT, @$, .word = $1); }
    | "private" additional              { $$ = NODE(ROUTING_INTENT, @$, .word = $1, .first = $2); }

additional: "additional" prefixes       { $$ = build_property(p, @$, $1, $2); }

/* ---- peering, connect ---- */

peering: "peering" path "<->" path ";"  { $$ = NODE(PEERING, @$, .first = $2, .second = $4); }
    | "peering" path "<->" path "{" peering_items "}"
        { $$ = NODE(PEERING, @$, .first = $2, .second = $4, .kids = $6); }
    | "peering" path "->" path ";"      { $$ = NODE(PEERING, @$, .word = $3, .first = $2, .second = $4); }
    | "peering" path "->" path "{" peering_flags "}"
        { $$ = build_half_peering(p, @$, $2, $4, $6, span_join(@5, @7)); }

peering_items: %empty                   { $$ = build_list(p, NULL); }
    | peering_items peering_item        { $$ = ast_add($1, $2); }
    | peering_items error               { $$ = $1; }

peering_item: path "{" peering_flags "}" { $$ = NODE(END, @$, .name = $1, .kids = $3); }
    | skipped

peering_flags: %empty                   { $$ = build_list(p, NULL); }
    | peering_flags peering_flag        { $$ = ast_add($1, $2); }
    | peering_flags error               { $$ = $1; }

peering_flag: peering_word flag_tail    { $$ = build_flag(p, @$, $1, $2); }
    | skipped

peering_word: "allow-vnet-access" | "allow-forwarded-traffic" | "allow-gateway-transit"
    | "use-remote-gateways"

connect: "connect" path "<->" path connect_name ";"
        { $$ = NODE(CONNECT, @$, .name = $5, .first = $2, .second = $4); }
    | "connect" path "<->" path connect_name "{" connect_items "}"
        { $$ = NODE(CONNECT, @$, .name = $5, .first = $2, .second = $4, .kids = $7); }

connect_name: %empty                    { $$ = NULL; }
    | declared

connect_items: %empty                   { $$ = build_list(p, NULL); }
    | connect_items connect_item        { $$ = ast_add($1, $2); }
    | connect_items error               { $$ = $1; }

connect_item: connect_flag flag_tail    { $$ = build_flag(p, @$, $1, $2); }
    | "static" flag_tail                { $$ = build_flag(p, @$, $1, $2); }
    | delay
    | "weight" NUM ";"                  { $$ = build_single(p, @$, $1, $2); }
    | "associate" path ";"              { $$ = build_single(p, @$, $1, $2); }
    | "associate" none ";"              { $$ = build_single(p, @$, $1, $2); }
    | "propagate" tables ";"            { $$ = build_property(p, @$, $1, $2); }
    | "propagate" none ";"              { $$ = build_single(p, @$, $1, $2); }
    | "static" prefixes "->" bare_hop ";" { $$ = NODE(STATIC_ROUTE, @$, .kids = ast_add($2, $4)); }
    | unsupported_flag flag_tail        { $$ = NODE(UNSUPPORTED, @$, .word = $1); }
    | path "{" end_items "}"            { $$ = NODE(END, @$, .name = $1, .kids = $3); }
    | skipped

bare_hop: IP                            { $$ = NODE(HOP, @$, .word = KW_ADDRESS, .first = $1); }

connect_flag: "bgp" | "down" | "propagate-static" | "internet-security" | "bypass-next-hop"
unsupported_flag: "fastpath" | "microsoft-peering"

tables: table                           { $$ = build_list(p, $1); }
    | tables "," table                  { $$ = ast_add($1, $3); }

table: path
    | "label" name                      { $$ = NODE(LABEL, @$, .name = $2); }

end_items: %empty                       { $$ = build_list(p, NULL); }
    | end_items end_item                { $$ = ast_add($1, $2); }
    | end_items error                   { $$ = $1; }

end_item: address
    | "advertise" offers ";"            { $$ = build_property(p, @$, $1, $2); }
    | "advertise" all_or_none ";"       { $$ = build_single(p, @$, $1, $2); }
    | "accept" ranges ";"               { $$ = build_property(p, @$, $1, $2); }
    | "accept" all_or_none ";"          { $$ = build_single(p, @$, $1, $2); }
    | "may-advertise" ranges ";"        { $$ = build_property(p, @$, $1, $2); }
    | "static" prefixes ";"             { $$ = build_property(p, @$, $1, $2); }
    | end_number NUM ";"                { $$ = build_single(p, @$, $1, $2); }
    | "community" communities ";"       { $$ = build_property(p, @$, $1, $2); }
    | "as-override" flag_tail           { $$ = build_flag(p, @$, $1, $2); }
    | "next-hop" next_hop ";"           { $$ = build_single(p, @$, $1, $2); }
    | "policy" "in" any_name ";"        { $$ = NODE(POLICY_USE, @$, .word = $2, .name = $3); }
    | "policy" "out" any_name ";"       { $$ = NODE(POLICY_USE, @$, .word = $2, .name = $3); }
    | skipped

end_number: "local-preference" | "weight" | "prepend" | "med" | "strip"

all_or_none: all | none

offers: offer                           { $$ = build_list(p, $1); }
    | offers "," offer                  { $$ = ast_add($1, $3); }

offer: range | own

next_hop: IP
    | "self"                            { $$ = NODE(WORD, @$, .word = $1); }
    | "unchanged"                       { $$ = NODE(WORD, @$, .word = $1); }

/* ---- policy ---- */

policy_lines: %empty                    { $$ = build_list(p, NULL); }
    | policy_lines policy_line          { $$ = ast_add($1, $2); }
    | policy_lines error                { $$ = $1; }

policy_line: "permit" line_parts ";"    { $$ = NODE(POLICY_LINE, @$, .word = $1, .kids = $2); }
    | "deny" line_parts ";"             { $$ = NODE(POLICY_LINE, @$, .word = $1, .kids = $2); }
    | skipped

line_parts: %empty                      { $$ = build_list(p, NULL); }
    | line_parts line_part              { $$ = ast_add($1, $2); }

line_part: "prefix" ranges              { $$ = NODE(POLICY_MATCH, @$, .word = $1, .kids = $2); }
    | "community" community             { $$ = NODE(POLICY_MATCH, @$, .word = $1, .first = $2); }
    | "as-path" NUM                     { $$ = NODE(POLICY_MATCH, @$, .word = $1, .first = $2); }
    | "set" "local-preference" NUM      { $$ = NODE(POLICY_ACTION, @$, .word = $2, .first = $3); }
    | "set" "med" NUM                   { $$ = NODE(POLICY_ACTION, @$, .word = $2, .first = $3); }
    | "set" "next-hop" next_hop         { $$ = NODE(POLICY_ACTION, @$, .word = $2, .first = $3); }
    | "strip" NUM                       { $$ = NODE(POLICY_ACTION, @$, .word = $1, .first = $2); }
    | "prepend" NUM                     { $$ = NODE(POLICY_ACTION, @$, .word = $1, .first = $2); }
    | "add" "community" community       { $$ = NODE(POLICY_ACTION, @$, .word = $1, .first = $3); }
    | "remove" "community" community    { $$ = NODE(POLICY_ACTION, @$, .word = $1, .first = $3); }

/* ---- claims ---- */

claim_end: ";"                          { $$ = NULL; }
    | "{" attributes "}"                { $$ = $2; }

attributes: %empty                      { $$ = build_list(p, NULL); }
    | attributes attribute              { $$ = ast_add($1, $2); }
    | attributes skipped                { $$ = $1; }
    | attributes error                  { $$ = $1; }

attribute: "severity" level ";"
        { $$ = NODE(ATTRIBUTE, @$, .word = $1, .first = NODE(WORD, @2, .word = $2)); }
    | "owner" STRING ";"                { $$ = NODE(ATTRIBUTE, @$, .word = $1, .first = $2); }
    | "control" strings ";"             { $$ = NODE(ATTRIBUTE, @$, .word = $1, .kids = $2); }
    | "note" STRING ";"                 { $$ = NODE(ATTRIBUTE, @$, .word = $1, .first = $2); }
    | "expect" outcome ";"              { $$ = NODE(EXPECT, @$, .word = $2); }

level: "low" | "medium" | "high" | "critical"
outcome: "proved" | "refuted"

assertion: flow
    | ends "cannot" "reach" ends services_part
        { $$ = NODE(ASSERT_CANNOT_REACH, @$, .first = $1, .second = $4, .third = $5); }
    | ends "cannot" "send" "to" ends services_part
        { $$ = NODE(ASSERT_CANNOT_SEND, @$, .first = $1, .second = $5, .third = $6); }
    | ends "and" ends "are" "isolated"  { $$ = NODE(ASSERT_ISOLATED, @$, .first = $1, .second = $3); }
    | ends "and" ends "are" "symmetric" services_part granularity
        { $$ = NODE(ASSERT_SYMMETRIC, @$, .word = $7, .first = $1, .second = $3, .third = $6); }
    | ends "reaches" ends services_part "only" "via" alternatives
        { $$ = NODE(ASSERT_ONLY_VIA, @$, .first = $1, .second = $3, .third = $4, .kids = $7); }
    | "path" "from" ends "to" ends services_part "is" places
        { $$ = NODE(ASSERT_PATH, @$, .first = $3, .second = $5, .third = $6, .kids = $8); }
    | "path" "from" ends "to" ends services_part "is" "direct"
        { $$ = NODE(ASSERT_PATH, @$, .word = $8, .first = $3, .second = $5, .third = $6); }
    | path "learns" prefix learned_from learned_path
        { $$ = ast_add(NODE(ASSERT_LEARNS, @$, .number = 1, .first = $1, .second = $3, .third = $4), $5); }
    | path "does" "not" "learn" prefix learned_from
        { $$ = NODE(ASSERT_LEARNS, @$, .number = 0, .first = $1, .second = $5, .third = $6); }
    | path "selects" prefix "from" places
        { $$ = NODE(ASSERT_SELECTS, @$, .first = $1, .second = $3, .kids = $5); }
    | path "routes" prefix "to" route_kind invalid
        { $$ = NODE(ASSERT_ROUTES_TO, @$, .first = $1, .second = $3, .kids = ast_add($5, $6)); }
    | path "routes" prefix "through" places
        { $$ = NODE(ASSERT_ROUTES_THROUGH, @$, .first = $1, .second = $3, .kids = $5); }
    | path "does" "not" "route" prefix { $$ = NODE(ASSERT_NO_ROUTE, @$, .first = $1, .second = $5); }
    | path "advertises" prefix "to" place
        { $$ = NODE(ASSERT_ADVERTISES, @$, .number = 1, .first = $1, .second = $3, .third = $5); }
    | path "does" "not" "advertise" prefix "to" place
        { $$ = NODE(ASSERT_ADVERTISES, @$, .number = 0, .first = $1, .second = $5, .third = $7); }
    | "no" "loops"                      { $$ = NODE(ASSERT_NO_LOOPS, @$, .word = KW_NONE); }
    | "no" "blackholes"                 { $$ = NODE(ASSERT_NO_BLACKHOLES, @$, .word = KW_NONE); }
    | "routing" "is" "stable"           { $$ = NODE(ASSERT_STABLE, @$, .word = KW_NONE); }

flow: ends "can" "reach" ends           { $$ = NODE(ASSERT_CAN_REACH, @$, .first = $1, .second = $4); }
    | ends "can" "send" "to" ends       { $$ = NODE(ASSERT_CAN_SEND, @$, .first = $1, .second = $5); }
    | flow qualifier                    { $$ = build_extend($1, $2); }
    | flow services_written             { $$ = build_services(p, $1, $2); }

qualifier: "via" via_list               { $$ = NODE(Q_VIA, @$, .kids = $2); }
    | "both-ways"                       { $$ = NODE(Q_BOTH_WAYS, @$, .word = KW_NONE); }
    | "over" places                     { $$ = NODE(Q_OVER, @$, .kids = $2); }
    | "uninspected"                     { $$ = NODE(Q_UNINSPECTED, @$, .word = KW_NONE); }
    | "avoiding" places                 { $$ = NODE(Q_AVOIDING, @$, .kids = $2); }
    | "within" NUM hops                 { $$ = NODE(Q_WITHIN_HOPS, @$, .number = $2->number); }
    | "within" TIME                     { $$ = NODE(Q_WITHIN_DELAY, @$, .number = $2->number); }

hops: "hops" | "hop"

via_list: alternatives                  { $$ = build_list(p, NODE(ALTERNATIVES, @$, .kids = $1)); }
    | via_list "," alternatives         { $$ = ast_add($1, NODE(ALTERNATIVES, @3, .kids = $3)); }

alternatives: place                     { $$ = build_list(p, $1); }
    | alternatives "or" place           { $$ = ast_add($1, $3); }

places: place                           { $$ = build_list(p, $1); }
    | places "," place                  { $$ = ast_add($1, $3); }

place: path                             { $$ = NODE(PLACE, @$, .name = $1); }
    | path "<->" path                   { $$ = NODE(PLACE, @$, .first = $1, .second = $3); }
    | path "->" path                    { $$ = NODE(PLACE, @$, .word = $2, .first = $1, .second = $3); }

ends: end                               { $$ = NODE(SET, @$, .first = $1); }
    | "{" end_list "}"                  { $$ = NODE(SET, @$, .kids = $2); }

end_list: end                           { $$ = build_list(p, $1); }
    | end_list "," end                  { $$ = ast_add($1, $3); }

end: place_or_net
    | "internet"                        { $$ = NODE(WORD, @$, .word = $1); }

services_part: %empty                   { $$ = NULL; }
    | services_written

services_written: "on" services         { $$ = NODE(SERVICES, @$, .kids = $2); }

services: service                       { $$ = build_list(p, $1); }
    | services "," service              { $$ = ast_add($1, $3); }

service: "any"                          { $$ = NODE(SERVICE, @$, .word = $1); }
    | "icmp"                            { $$ = NODE(SERVICE, @$, .word = $1); }
    | "tcp"                             { $$ = NODE(SERVICE, @$, .word = $1); }
    | "tcp" port                        { $$ = NODE(SERVICE, @$, .word = $1, .first = $2); }
    | "udp"                             { $$ = NODE(SERVICE, @$, .word = $1); }
    | "udp" port                        { $$ = NODE(SERVICE, @$, .word = $1, .first = $2); }

granularity: %empty                     { $$ = KW_NONE; }
    | "at" "site"                       { $$ = $2; }
    | "at" "link"                       { $$ = $2; }
    | "at" "device"                     { $$ = $2; }

learned_from: %empty                    { $$ = NULL; }
    | "from" place                      { $$ = $2; }

learned_path: %empty                    { $$ = NULL; }
    | "with" "as-path" as_path          { $$ = NODE(AS_PATH, @$, .kids = $3); }

as_path: NUM                            { $$ = build_list(p, $1); }
    | as_path NUM                       { $$ = ast_add($1, $2); }

route_kind: route_word                  { $$ = build_list(p, NODE(WORD, @$, .word = $1)); }
    | "address" IP                      { $$ = ast_add(build_list(p, NODE(WORD, @1, .word = $1)), $2); }

route_word: "vnet" | "peering" | "internet" | "none" | "gateway" | "service-endpoint" | "vhub"

invalid: %empty                         { $$ = NULL; }
    | "invalid"                         { $$ = NODE(WORD, @$, .word = $1); }

/* ---- conditions ---- */

conditions: %empty                      { $$ = NULL; }
    | condition_list

condition_list: condition               { $$ = build_list(p, $1); }
    | condition_list "and" condition    { $$ = ast_add($1, $3); }

condition: "under" "any" NUM failures   { $$ = NODE(COND_FAILURES, @$, .number = $3->number); }
    | "under" "any" NUM failures "of" classes
        { $$ = NODE(COND_FAILURES, @$, .number = $3->number, .kids = $6); }
    | "when" places "down"              { $$ = NODE(COND_DOWN, @$, .kids = $2); }
    | "when" places "down" "on"         { $$ = NODE(COND_FLAG, @$, .word = $3, .number = AST_ON, .kids = $2); }
    | "when" places "down" "off"        { $$ = NODE(COND_FLAG, @$, .word = $3, .number = AST_OFF, .kids = $2); }
    | "when" place setting "on"
        { $$ = NODE(COND_FLAG, @$, .word = $3, .number = AST_ON, .first = $2); }
    | "when" place setting "off"
        { $$ = NODE(COND_FLAG, @$, .word = $3, .number = AST_OFF, .first = $2); }

failures: "failure" | "failures"

classes: class                          { $$ = build_list(p, NODE(WORD, @$, .word = $1)); }
    | classes "," class                 { $$ = ast_add($1, NODE(WORD, @3, .word = $3)); }

class: "links" | "circuits" | "gateways" | "tunnels" | "peerings" | "routers" | "devices"
    | "connections" | "hubs"

setting: peering_word
    | "accept-remote-vnets" | "branch-to-branch" | "gateway-propagation" | "propagate-static"
    | "internet-security" | "bypass-next-hop" | "forwarding"

/* ---- matrix ---- */

matrix_body: matrix_head matrix_columns matrix_rows { $$ = build_join(ast_add($1, $2), $3); }

matrix_head: %empty                     { $$ = build_list(p, NULL); }
    | matrix_head attribute             { $$ = ast_add($1, $2); }
    | matrix_head "key" name "=" qualifiers ";"
        { $$ = ast_add($1, NODE(KEY, span_join(@2, @6), .name = $3, .kids = $5)); }
    | matrix_head error ";"
        { $$ = $1; } /* without yyerrok: rows would be reported once more each */
    | matrix_head error                 { $$ = $1; }

matrix_columns: "columns" heads ";"     { $$ = NODE(COLUMNS, @$, .kids = $2); }

heads: head                             { $$ = build_list(p, $1); }
    | heads head                        { $$ = ast_add($1, $2); }

head: place_or_net                      { $$ = build_written(p, $1); }
    | "internet"                        { $$ = build_path(build_name(p, @1, $1)); }

matrix_rows: %empty                     { $$ = build_list(p, NULL); }
    | matrix_rows head cells ";"
        { $$ = ast_add($1, NODE(ROW, span_join(@2, @4), .name = $2, .first = build_value($2), .kids = $3)); }
    | matrix_rows attribute             { $$ = ast_add($1, $2); }
    | matrix_rows skipped               { $$ = $1; }
    | matrix_rows error                 { $$ = $1; }

cells: cell                             { $$ = build_list(p, $1); }
    | cells cell                        { $$ = ast_add($1, $2); }

cell: name                              { $$ = NODE(CELL, @$, .name = $1); }
    | "."                               { $$ = NODE(CELL, @$, .name = build_sign(p, @1)); }
    | ">"                               { $$ = NODE(CELL, @$, .name = build_sign(p, @1)); }

qualifiers: qualifier                   { $$ = build_list(p, $1); }
    | qualifiers qualifier              { $$ = ast_add($1, $2); }

/* ---- keywords as names ---- */

reserved:
    "all" | "always" | "any" | "direct" | "internet" | "never" | "none" | "own" | "virtual-network"

nonreserved:
    "accept" | "accept-remote-vnets" | "active-active" | "add" | "additional" | "address" | "advertise" |
    "advertises" | "allow" | "allow-forwarded-traffic" | "allow-gateway-transit" | "allow-vnet-access" |
    "and" | "appliance" | "are" | "as-override" | "as-path" | "asn" | "associate" | "at" | "avoiding" |
    "azure-load-balancer" | "backend" | "bgp" | "bgp-address" | "blackholes" | "both-ways" |
    "branch-to-branch" | "bypass-next-hop" | "can" | "cannot" | "circuit" | "circuits" | "claim" |
    "columns" | "community" | "connect" | "connection" | "connections" | "control" | "cost" |
    "critical" | "default-route" | "default-site" | "delay" | "deny" | "design" | "device" | "devices" |
    "dnat" | "does" | "down" | "error" | "expect" %prec ROW_NAME | "expressroute" | "failure" | "failures" |
    "fastpath" | "firewall" | "forwarding" | "from" | "gateway" | "gateway-propagation" | "gateways" |
    "ge" | "group" | "high" | "hop" | "hops" | "host" | "hubs" | "icmp" | "in" | "inbound" | "include" |
    "instances" | "internet-security" | "invalid" | "is" | "isolated" | "key" | "label" | "le" |
    "learn" | "learns" | "let" | "link" | "links" | "load-balancer" | "local" | "local-preference" |
    "location" | "loops" | "low" | "matrix" | "may-advertise" | "med" | "medium" | "microsoft-peering" |
    "next-hop" | "no" | "no-advertise" | "no-export" | "not" | "note" | "of" | "off" | "on" | "only" |
    "onprem" | "or" | "originate" | "out" | "outbound" | "over" | "owner" | "path" | "peering" |
    "peerings" | "permit" | "point-to-site" | "policy" | "port" | "preference" | "prefix" | "premium" |
    "prepend" | "private" | "private-endpoint" | "profile" | "propagate" | "propagate-static" |
    "proved" | "public" | "reach" | "reaches" | "reason" | "refuted" | "region" | "remove" | "route" |
    "route-server" | "route-table" | "router" | "routers" | "routes" | "routing" | "routing-intent" |
    "routing-preference" | "rules" | "security-group" | "selects" | "self" | "send" |
    "service-endpoint" | "set" | "severity" %prec ROW_NAME | "site" | "sku" | "snat" | "stable" | "standard" |
    "stateful" | "static" | "strip" | "subnet" | "symmetric" | "table" | "tag" | "tagged" | "tcp" |
    "through" | "ticket" | "tier" | "to" | "tunnels" | "udp" | "unchanged" | "under" | "uninspected" |
    "until" | "use-remote-gateways" | "vhub" | "via" | "vnet" | "vpn" | "waive" | "wan" | "weight" |
    "when" | "with" | "within"

%%

static void nicc_error(const struct span *at, struct parser *p, const char *message)
{
    (void)message; /* the only one left is that the stack is full */
    syntax_too_deep(p, *at);
}

_Static_assert(YYNTOKENS <= SYNTAX_TOKENS_MAX, "every kind of token has room");

static int yyreport_syntax_error(const yypcontext_t *context, struct parser *p)
{
    yysymbol_kind_t expected[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    struct syntax_error e = {0};
    for (int i = 0; i < count; i++)
        e.expected[expected[i]] = true;
    e.found = yypcontext_token(context);
    e.at = *yypcontext_location(context);
    syntax_report(p, &e);
    return 0;
}

const char *syntax_token_text(int token)
{
    return yysymbol_name((yysymbol_kind_t)token);
}
