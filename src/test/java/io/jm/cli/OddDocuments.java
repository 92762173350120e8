package io.jm.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The odd config.json files listed in {@code hostile/documents.txt}, which also describes the steps. */
final class OddDocuments {
    private static final Path LIST = Path.of("src/test/resources/hostile/documents.txt");
    /** Suffix of a key that appears a second time; as a whole key, a placeholder for many keys. */
    private static final String TWICE = "\u0001";

    private final Map<String, Map<String, String>> valid = new TreeMap<>();
    private final List<Kind> kinds = new ArrayList<>();

    /**
     * One line of the list.
     *
     * @param steps the changes to the valid document
     */
    record Kind(String group, String name, String steps) {}

    OddDocuments() throws IOException {
        String group = "";
        for (String line : Files.readAllLines(LIST)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                group = line.substring(1, line.length() - 1);
                continue;
            }
            String[] parts = line.split(" +", 2);
            if (group.equals("none") || group.equals("generic")) {
                valid.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(parts[0], parts[1]);
            } else {
                kinds.add(new Kind(group, parts[0], parts[1]));
            }
        }
    }

    private Map<String, String> valid(String base) {
        return valid.getOrDefault(base, Map.of());
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** Returns the documents of a kind: one, or one per key. */
    List<Document> documents(String steps) {
        List<Document> made = List.of(new Document(valid("none")));
        for (String step : steps.split(" && ")) {
            String[] parts = step.split(" ", 2);
            List<Document> after = new ArrayList<>();
            for (Document document : made) {
                after.addAll(document.after(parts[0], parts.length > 1 ? parts[1] : ""));
            }
            made = after;
        }
        return made;
    }

    /** A config.json under construction. */
    final class Document {
        private Map<String, String> values;
        private final List<String[]> changes = new ArrayList<>();
        private String file = "regular";

        Document(Map<String, String> values) {
            this.values = new LinkedHashMap<>(values);
        }

        /** The type of file, {@code regular} or for example {@code link /dev/zero}. */
        String file() {
            return file;
        }

        /** Returns the content, with each placeholder replaced. */
        byte[] content(Map<String, String> paths) {
            StringBuilder json = new StringBuilder();
            write(tree(), json);
            byte[] bytes = filled(json.toString(), paths).getBytes(StandardCharsets.UTF_8);
            for (String[] change : changes) {
                bytes = changed(bytes, change[0], change[1], paths);
            }
            return bytes;
        }

        private List<Document> after(String verb, String rest) {
            Set<String> places = switch (verb) {
                case "each" -> values.keySet();
                case "objects" -> objects();
                case "texts" -> having("\"");
                case "numbers" -> having("-0123456789");
                case "missing" -> everything();
                default -> Set.of();
            };
            if (places.isEmpty()) {
                change(verb, rest);
                return List.of(this);
            }
            List<Document> variants = new ArrayList<>();
            for (String place : places) {
                Document variant = new Document(values);
                variant.remove(place);
                if (!verb.equals("missing")) {
                    variant.values.put(place, rest);
                }
                variants.add(variant);
            }
            return variants;
        }

        private Set<String> objects() {
            Set<String> objects = new TreeSet<>();
            for (String path : values.keySet()) {
                for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                    objects.add(path.substring(0, dot));
                }
            }
            return objects;
        }

        private Set<String> having(String first) {
            Set<String> found = new TreeSet<>();
            values.forEach((path, value) -> {
                if (first.indexOf(value.charAt(0)) >= 0) {
                    found.add(path);
                }
            });
            return found;
        }

        private Set<String> everything() {
            Set<String> all = objects();
            all.addAll(values.keySet());
            return all;
        }

        private void remove(String path) {
            values.keySet().removeIf(other -> within(other, path));
        }

        private static boolean within(String path, String parent) {
            return path.equals(parent) || path.startsWith(parent + ".");
        }

        private void set(String path, String value) {
            remove(path);
            values.put(path, value);
        }

        private void change(String verb, String rest) {
            String[] parts = rest.split(" ", 2);
            String first = parts[0];
            String second = parts.length > 1 ? parts[1] : "";
            switch (verb) {
                case "generic" -> values.putAll(valid("generic"));
                case "set" -> set(first, second);
                case "again" -> values.put(first + TWICE, second);
                case "remove" -> remove(rest);
                case "rename" ->
                    rename(path -> within(path, first)
                            ? first.substring(0, first.lastIndexOf('.') + 1) + second + path.substring(first.length())
                            : path);
                case "lower" -> rename(path -> path.toLowerCase(Locale.ROOT));
                case "upper" -> rename(path -> path.toUpperCase(Locale.ROOT));
                case "nest" -> set(second, "[".repeat(Integer.parseInt(first)) + "]".repeat(Integer.parseInt(first)));
                case "objects-in" ->
                    set(second, "{\"a\":".repeat(Integer.parseInt(first)) + 1 + "}".repeat(Integer.parseInt(first)));
                case "items" -> set(second, "[" + "1,".repeat(Integer.parseInt(first) - 1) + "1]");
                case "long" -> set(second, '"' + "x".repeat(Integer.parseInt(first)) + '"');
                case "keys" ->
                    values.put(second.equals(".") ? TWICE : second + "." + TWICE, keys(Integer.parseInt(first)));
                case "file" -> file = rest;
                default -> changes.add(new String[] {verb, rest});
            }
        }

        private void rename(UnaryOperator<String> name) {
            Map<String, String> renamed = new LinkedHashMap<>();
            values.forEach((path, value) -> renamed.put(name.apply(path), value));
            values = renamed;
        }

        private static String keys(int count) {
            StringBuilder keys = new StringBuilder();
            for (int i = 0; i < count; i++) {
                keys.append(i > 0 ? "," : "")
                        .append("\"k")
                        .append(i)
                        .append("\":")
                        .append(i);
            }
            return keys.toString();
        }

        private Map<String, Object> tree() {
            Map<String, Object> top = new LinkedHashMap<>();
            values.forEach((path, value) -> {
                String[] parts = path.split("\\.", -1);
                Map<String, Object> inner = top;
                for (String part : Arrays.copyOf(parts, parts.length - 1)) {
                    inner = asObject(inner.computeIfAbsent(part, name -> new LinkedHashMap<String, Object>()));
                }
                inner.put(parts[parts.length - 1], value);
            });
            return top;
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> asObject(Object value) {
            return (Map<String, Object>) value;
        }

        private static void write(Object value, StringBuilder json) {
            if (!(value instanceof Map)) {
                json.append(value);
                return;
            }
            json.append('{');
            String comma = "";
            for (Map.Entry<String, Object> entry : asObject(value).entrySet()) {
                json.append(comma);
                comma = ",";
                if (!entry.getKey().equals(TWICE)) {
                    json.append('"').append(entry.getKey().replace(TWICE, "")).append("\":");
                }
                write(entry.getValue(), json);
            }
            json.append('}');
        }

        private static String filled(String text, Map<String, String> paths) {
            String filled = text;
            for (Map.Entry<String, String> path : paths.entrySet()) {
                filled = filled.replace(path.getKey(), path.getValue());
            }
            return filled;
        }

        private static byte[] changed(byte[] bytes, String verb, String rest, Map<String, String> paths) {
            // ISO 8859-1 maps every byte to one character
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String changed = switch (verb) {
                case "bytes" -> unescaped(rest);
                case "before" -> unescaped(rest) + text;
                case "after" -> text + unescaped(rest);
                case "replace" -> {
                    String[] parts = rest.split(" ");
                    yield text.replace(parts[0], unescaped(filled(parts[1], paths)));
                }
                case "cut" -> text.substring(0, text.length() * Integer.parseInt(rest) / 100);
                case "encode" ->
                    new String(
                            new String(bytes, StandardCharsets.UTF_8).getBytes(Charset.forName(rest)),
                            StandardCharsets.ISO_8859_1);
                default -> throw new IllegalArgumentException(verb);
            };
            return changed.getBytes(StandardCharsets.ISO_8859_1);
        }

        private static String unescaped(String text) {
            StringBuilder bytes = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                if (text.startsWith("\\x", i)) {
                    bytes.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
                    i += 3;
                } else {
                    bytes.append(text.charAt(i));
                }
            }
            return bytes.toString();
        }
    }
}
