package io.jm.go.template;

import io.jm.go.text.GoQuote;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The node that an execution has reached, for error messages. */
final class ErrorPosition {
    private final ParsedTemplate template;
    private final String executing;
    private @Nullable Node node;

    ErrorPosition(ParsedTemplate template, String executing) {
        this.template = template;
        this.executing = executing;
    }

    void at(Node reached) {
        node = reached;
    }

    TemplateException failure(String message) {
        Node here = node;
        if (here == null) {
            return new TemplateException("template: " + executing + ": " + message);
        }
        String before = template.text().substring(0, here.position());
        int newLine = before.lastIndexOf('\n');
        int line = 1;
        for (int i = 0; i <= newLine; i++) {
            line += before.charAt(i) == '\n' ? 1 : 0;
        }
        int column = before.substring(newLine + 1).getBytes(StandardCharsets.UTF_8).length;
        return new TemplateException("template: " + template.name() + ":" + line + ":" + column + ": executing "
                + GoQuote.quote(executing) + " at <" + here + ">: " + message);
    }
}
