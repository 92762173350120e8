package io.jm.go.template;

import java.util.List;
import java.util.Map;

/**
 * A parsed template and the templates defined in it.
 *
 * @param definitions by name; the template itself is among them
 */
record ParsedTemplate(String name, String text, Map<String, List<Node.Statement>> definitions) {}
