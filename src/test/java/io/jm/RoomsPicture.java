package io.jm;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws the packages in their layers, with the dependencies that no other path implies, as SVG. */
final class RoomsPicture {
    private static final int BOX_WIDTH = 132;
    private static final int BOX_HEIGHT = 34;
    private static final int GAP = 14;
    private static final int ROW = 78;
    private static final int MARGIN = 20;
    private static final String ROOT = "io.jm";

    private final List<Set<String>> layers;
    private final Map<String, Set<String>> uses = new TreeMap<>();
    private final int width;

    RoomsPicture(List<Set<String>> layers, JavaClasses imported) {
        this.layers = layers;
        int widest = layers.stream().mapToInt(Set::size).max().orElse(1);
        this.width = 2 * MARGIN + widest * (BOX_WIDTH + GAP) - GAP;
        for (JavaClass type : imported) {
            String from = type.getPackageName();
            Set<String> targets = uses.computeIfAbsent(from, name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = dependency.getTargetClass().getPackageName();
                if (!to.equals(from) && (to.equals(ROOT) || to.startsWith(ROOT + "."))) {
                    targets.add(to);
                }
            }
        }
    }

    String svg() {
        int height = 2 * MARGIN + (layers.size() - 1) * ROW + BOX_HEIGHT;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">%n",
                width,
                height));
        svg.append("<title>The packages of jm and what they use</title>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (String from : uses.keySet()) {
            for (String to : uses.getOrDefault(from, Set.of())) {
                if (!isImplied(from, to)) {
                    line(from, to, svg);
                }
            }
        }
        layers.forEach(layer -> new TreeSet<>(layer).forEach(name -> box(name, svg)));
        return svg.append("</svg>\n").toString().replace("\r\n", "\n");
    }

    /** Whether another package that {@code from} uses leads to {@code to} as well. */
    private boolean isImplied(String from, String to) {
        for (String between : uses.getOrDefault(from, Set.of())) {
            if (!between.equals(to) && reaches(between, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean reaches(String from, String to) {
        Set<String> targets = uses.getOrDefault(from, Set.of());
        return targets.contains(to) || targets.stream().anyMatch(between -> reaches(between, to));
    }

    private int layer(String name) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).contains(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The top edge. */
    private int y(String name) {
        return MARGIN + (layers.size() - 1 - layer(name)) * ROW;
    }

    private int x(String name) {
        List<String> row = new TreeSet<>(layers.get(layer(name))).stream().toList();
        int rowWidth = row.size() * (BOX_WIDTH + GAP) - GAP;
        return (width - rowWidth) / 2 + row.indexOf(name) * (BOX_WIDTH + GAP);
    }

    private void line(String from, String to, StringBuilder svg) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#b0b8c4\"><title>%s uses %s</title></line>%n",
                x(from) + BOX_WIDTH / 2,
                y(from) + BOX_HEIGHT,
                x(to) + BOX_WIDTH / 2,
                y(to),
                label(from),
                label(to)));
    }

    private void box(String name, StringBuilder svg) {
        svg.append(String.format(
                Locale.ROOT,
                "<g><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"%s\" stroke=\"#5b6775\"/>"
                        + "<text x=\"%d\" y=\"%d\" font-size=\"13\" text-anchor=\"middle\">%s</text></g>%n",
                x(name),
                y(name),
                BOX_WIDTH,
                BOX_HEIGHT,
                color(name),
                x(name) + BOX_WIDTH / 2,
                y(name) + BOX_HEIGHT / 2 + 4,
                label(name)));
    }

    private static String label(String name) {
        return name.equals(ROOT) ? ROOT : name.substring(ROOT.length() + 1);
    }

    /** One color for each family of packages. */
    private static String color(String name) {
        return switch (label(name).split("\\.")[0]) {
            case "go" -> "#e3f2fd";
            case "ssh", "sftp", "access" -> "#e8f5e9";
            case "driver", "drivers", "plugin" -> "#fff3e0";
            case "provision" -> "#f3e5f5";
            case "cli", ROOT -> "#fffde7";
            case "store", "machine", "certs", "connection", "inventory", "lifecycle" -> "#fce4ec";
            default -> "#f5f7fa";
        };
    }
}
