# Plot a growth curve as SVG: time and memory over size, all axes logarithmic.
# Variables: points (file of points.awk), counts (what the place counts), name (of the curve).
set terminal svg size 860,340 font "sans-serif,12" background "white"
set datafile missing "NaN"
set multiplot layout 1,2 title name
set logscale xy
set format y "%g"
set grid
set key top left
set xlabel counts
set ylabel "seconds"
plot points using 1:2 with linespoints pointtype 7 title "nicc", \
     points using 1:4 with linespoints pointtype 4 title "simulator"
set ylabel "MiB"
plot points using 1:3 with linespoints pointtype 7 title "nicc"
unset multiplot
