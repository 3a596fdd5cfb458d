include "missing.ni";
include ".";
site vnet hub {
    prefix 10.0.0.0/24;
    host vm 10.0.0.4;
}
