# The points of one growth curve (-v curve=NAME) from the results of a run, in order:
# PLACE, then seconds of nicc, its memory in MiB, seconds of the simulator; `NaN` where a run did not end.
{
    split($2, on, " ")
    if (on[1] != curve)
        next
    split($5, nicc, " ")
    split($8, simulator, " ")
    print on[2], nicc[1] == "0" ? nicc[2] / 1000 : "NaN", nicc[1] == "0" ? nicc[4] / 1024 : "NaN",
        simulator[1] ~ /\// ? simulator[2] / 1000 : "NaN"
}
