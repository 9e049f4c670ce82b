package io.trackersql.docs;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** A small picture of a value over days, as SVG. */
record LineChart(String title, String unit, List<Point> points) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;
    private static final int DAYS_BETWEEN_LABELS = 7;

    /** The value at the start of a day. */
    record Point(LocalDate day, double value) {}

    String svg() {
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH,
                HEIGHT);
        line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        line(svg, "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
        double step = step();
        for (int i = 0; i <= TICKS; i++) {
            double y = y(i * step);
            line(svg, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>", LEFT, y, WIDTH - RIGHT, y);
            line(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f%s</text>",
                    LEFT - 6,
                    y + 4,
                    i * step,
                    i == TICKS ? " " + unit : "");
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f,%.1f",
                    i == 0 ? "" : " ",
                    x(i),
                    y(points.get(i).value())));
            if (i % DAYS_BETWEEN_LABELS == 0) {
                line(
                        svg,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        x(i),
                        HEIGHT - BOTTOM + 18,
                        points.get(i).day());
            }
        }
        line(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"2\"/>", path);
        line(svg, "</svg>");
        return svg.toString();
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private double x(int i) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * i / (points.size() - 1);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / (step() * TICKS);
    }

    /** A round number, so that the highest value fits. */
    private double step() {
        double most = points.stream().mapToDouble(Point::value).max().orElse(0);
        double rough = Math.max(1, most / TICKS);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power >= rough) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
