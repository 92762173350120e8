package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.drivers.amazonec2.aws.Query;
import io.jm.text.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tags of what a launch makes. */
final class Ec2Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Ec2Tags() {}

    /**
     * Returns the tags: the machine's name, which the user may replace, and those that the user gave.
     *
     * @param list keys and values in turn, with commas between them
     * @param warning told if a key has no value; it is left out then, as in docker-machine
     */
    static Map<String, String> of(String machine, String list, Consumer<String> warning) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", machine);
        if (list.isEmpty()) {
            return tags;
        }
        String[] words = list.split(",", -1);
        if (words.length % 2 != 0) {
            warning.accept("Tags are not key value in pairs. " + words.length + " elements found");
        }
        for (int i = 0; i + 1 < words.length; i += 2) {
            tags.put(checked(words[i], words[i + 1]), words[i + 1]);
        }
        if (tags.size() > MOST) {
            throw new JmException(
                    "--amazonec2-tags: at most " + MOST + " tags are possible, with the name of the machine");
        }
        return tags;
    }

    private static String checked(String key, String value) {
        boolean possible = !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && value.length() <= LONGEST_VALUE
                && !key.regionMatches(true, 0, "aws:", 0, 4);
        if (!possible) {
            throw new JmException("--amazonec2-tags: \"" + Excerpt.line(key) + "\" cannot be a tag: keys have 1 to "
                    + LONGEST_KEY + " characters and do not start with aws:, values have up to " + LONGEST_VALUE);
        }
        return key;
    }

    /** Adds the tags for each kind of thing that a call makes. */
    static void add(Query query, List<String> kinds, Map<String, String> tags) {
        for (int kind = 1; kind <= kinds.size(); kind++) {
            String specification = "TagSpecification." + kind + ".";
            query.with(specification + "ResourceType", kinds.get(kind - 1));
            int number = 1;
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                String prefix = specification + "Tag." + number++ + ".";
                query.with(prefix + "Key", tag.getKey()).with(prefix + "Value", tag.getValue());
            }
        }
    }
}
