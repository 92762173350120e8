package io.jm.yaml;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Parses a YAML 1.2 document into values that know where they are, within the same limits as {@link YamlReader}. */
public final class YamlDocument {
    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.SEQ, Tag.MAP, Tag.NULL);

    private final String source;
    private int values;

    private YamlDocument(String source) {
        this.source = source;
    }

    /**
     * Parses one document; an empty one is an empty text.
     *
     * @param source the name of the file for messages
     * @throws JmException with line and column of the first error
     */
    public static YamlNode parse(String document, String source) {
        return new YamlDocument(source).parse(document);
    }

    private YamlNode parse(String document) {
        LoadSettings settings = YamlReader.settings(source);
        try {
            Optional<Node> root = new Compose(settings).composeString(document);
            return root.isPresent() ? node(root.get(), 0) : new YamlNode.Text(new Position(source, 1, 1), "");
        } catch (MarkedYamlEngineException e) {
            String problem = Excerpt.line(String.valueOf(e.getProblem()));
            throw position(e.getProblemMark()).error(problem);
        } catch (YamlEngineException e) {
            throw new JmException(source + ": " + Excerpt.line(String.valueOf(e.getMessage())), e);
        }
    }

    private Position position(Optional<Mark> mark) {
        return new Position(
                source,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1);
    }

    private YamlNode node(Node node, int depth) {
        Position at = position(node.getStartMark());
        if (depth > YamlReader.MAX_DEPTH || ++values > YamlReader.MAX_VALUES) {
            throw at.error("it is nested too deeply or expands to too many values");
        }
        if (!TAGS.contains(node.getTag())) {
            throw at.error("the tag " + Excerpt.line(node.getTag().getValue()) + " is not supported");
        }
        if (node instanceof MappingNode mapping) {
            return new YamlNode.Entries(at, entries(mapping, depth));
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(node(item, depth + 1));
            }
            return new YamlNode.Items(at, items);
        }
        if (node instanceof ScalarNode scalar) {
            return new YamlNode.Text(at, scalar.getValue());
        }
        throw at.error("an alias stands here for what it is part of");
    }

    private List<YamlNode.Entry> entries(MappingNode mapping, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position at = position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw at.error("a key must be text");
            }
            if (!keys.add(key.getValue())) {
                throw at.error("the key \"" + Excerpt.line(key.getValue()) + "\" is there twice");
            }
            entries.add(new YamlNode.Entry(at, key.getValue(), node(tuple.getValueNode(), depth + 1)));
        }
        return entries;
    }
}
