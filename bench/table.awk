# Print the table of a run. Input: WORK, CURVE, TARGET, PEER, then of nicc and of each engine
# `STATUS WALL PROCESSOR MEMORY LIMIT` (ms, KiB, s), tabs between; `-` where an engine was not asked.

function time(ms) {
    return ms < 1000 ? sprintf("%.0f ms", ms) : ms < 10000 ? sprintf("%.2f s", ms / 1000) : sprintf("%.1f s", ms / 1000)
}

function size(kib) {
    return kib < 10240 ? sprintf("%.1f MiB", kib / 1024) : sprintf("%.0f MiB", kib / 1024)
}

function ratio(x) {
    return x < 10 ? sprintf("%.1f", x) : sprintf("%.0f", x)
}

# What a run took at least: the limit, where it was ended by it.
function least(status, wall, limit) {
    return status == "time" ? limit * 1000 : wall
}

function nicc_cell(v) {
    if (v[1] == "-")
        return "not run"
    if (v[1] == "time")
        return "> " v[5] " s"
    if (v[1] == "memory")
        return "out of memory"
    return v[1] == "0" ? time(v[2]) : "failed"
}

# e[1] of an engine that has run to its end is ANSWERED/CLAIMS, with `*` where some of it was a proof of less.
function engine_cell(e, v,    share, text, factor) {
    if (e[1] == "")
        return ""
    if (e[1] == "-")
        return "not run"
    if (e[1] == "memory")
        return "out of memory"
    if (e[1] == "time")
        text = "> " e[5] " s"
    else if (split(e[1], share, /[\/*]/) < 2)
        return "failed"
    else if (share[1] == 0)
        return "no answer"
    else
        text = (share[1] < share[2] ? share[1] " of " share[2] " claims, " : "") time(e[2]) (e[1] ~ /\*/ ? "*" : "")
    factor = v[1] == "0" && v[2] > 0 ? least(e[1], e[2], e[5]) / v[2] : 0
    return factor ? text " (" (e[1] == "time" ? "> " : "") ratio(factor) "x)" : text
}

# Is one target met? 1 or 0; -1 when the engine that it is relative to has not run.
function meets(target, v, engines,    word, limit, i, e, at_least) {
    split(target, word, " ")
    if (v[1] != "0")
        return v[1] == "-" ? -1 : 0
    if (word[2] == "ms" || word[2] == "s")
        return v[2] <= word[1] * (word[2] == "s" ? 1000 : 1)
    if (word[2] == "MiB")
        return v[4] <= word[1] * 1024
    for (i = 1; i in engine_name; i++)
        if (engine_name[i] == word[1]) {
            if (split(engines[i], e, " ") < 5 || e[1] == "-" || e[1] == "memory")
                return -1
            limit = least(e[1], e[2], e[5]) * (word[2] == "/" ? 1 / word[3] : word[3])
            return v[2] <= limit ? 1 : e[1] == "time" ? -1 : 0
        }
    return -1
}

function verdict(targets, v, engines,    one, count, i, m, all) {
    if (targets == "")
        return ""
    count = split(targets, one, /, */)
    all = 1
    for (i = 1; i <= count; i++) {
        m = meets(one[i], v, engines)
        all = m < all ? m : all
    }
    return all > 0 ? "met" : all < 0 ? "not known" : "missed"
}

function put(column, text) {
    cell[NR, column] = text
    if (length(text) > width[column])
        width[column] = length(text)
}

function print_row(row,    c, line) {
    line = "|"
    for (c = 1; c <= columns; c++)
        line = line sprintf(" %-*s |", width[c], cell[row, c])
    print line
}

BEGIN {
    split("textbook datalog simulator", engine_name, " ")
    columns = split("work,nicc,processor,memory,textbook,datalog,simulator,published,target,", head, ",")
    for (c = 1; c <= columns; c++) {
        cell[0, c] = head[c]
        width[c] = length(head[c]) > 3 ? length(head[c]) : 3
    }
}

{
    split($5, v, " ")
    put(1, $1)
    put(2, nicc_cell(v))
    put(3, v[1] == "-" ? "" : time(v[3]))
    put(4, v[1] == "-" ? "" : size(v[4]))
    for (i = 1; i in engine_name; i++) {
        engines[i] = $(5 + i)
        delete e
        if ($(5 + i) != "-")
            split($(5 + i), e, " ")
        put(4 + i, engine_cell(e, v))
    }
    put(8, $4)
    put(9, $3)
    put(10, verdict($3, v, engines))
    if (cell[NR, 10] != "")
        tally[cell[NR, 10]]++
}

END {
    print_row(0)
    line = "|"
    for (c = 1; c <= columns; c++) {
        dashes = sprintf("%*s", width[c] + 2, "")
        gsub(/ /, "-", dashes)
        line = line dashes "|"
    }
    print line
    for (row = 1; row <= NR; row++)
        print_row(row)
    print "\n`(12x)`: so many times what nicc takes. `*`: without failures, announcements and open settings."
    printf "Targets: %d met, %d missed, %d not known.\n", tally["met"], tally["missed"], tally["not known"]
}
