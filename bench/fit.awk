# The growth exponents of a curve's points (points.awk): the slope of the line through log(place), log(seconds) with the
# least squares, over all points and over the upper half of them. -v curve= counts= most=: the curve's line in work.txt.

function add(which, x, y) {
    n[which]++
    sx[which] += x
    sy[which] += y
    sxx[which] += x * x
    sxy[which] += x * y
}

function slope(which,    d) {
    d = n[which] * sxx[which] - sx[which] * sx[which]
    return n[which] < 2 || d == 0 ? "unknown" : sprintf("%.2f", (n[which] * sxy[which] - sx[which] * sy[which]) / d)
}

{
    place[NR] = $1
    nicc[NR] = $2
    simulator[NR] = $4
}

END {
    for (i = 1; i <= NR; i++) {
        if (nicc[i] != "NaN") {
            add("nicc", log(place[i]), log(nicc[i]))
            if (i > NR / 2)
                add("upper", log(place[i]), log(nicc[i]))
        }
        if (simulator[i] != "NaN")
            add("simulator", log(place[i]), log(simulator[i]))
    }
    printf "- Growth of %s over %d to %d %s: exponent %s, of the upper half %s", curve, place[1], place[NR], counts,
        slope("nicc"), slope("upper")
    if (n["simulator"] > 1)
        printf "; simulator %s", slope("simulator")
    if (most != "")
        printf "; target %s: %s", most,
            n["nicc"] < NR ? "not known" : slope("nicc") + 0 <= most + 0 ? "met" : "missed"
    print "."
}
