# `parts.ni` is a fragment, and so no design; `included.ni` has a `design` statement, and so is one.
design changed;
include "parts.ni";
peering hub <-> spoke;
