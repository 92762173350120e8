package io.jm.cli.command.driver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.CreateFlag;

/** Converts a driver's option to a JSON object whose type has the name of the plugin protocol. */
final class FlagDocument {
    private FlagDocument() {}

    static ObjectNode of(CreateFlag flag) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", flag.name());
        if (flag instanceof CreateFlag.Number number) {
            document.put("type", "int").put("default", number.defaultValue());
        } else if (flag instanceof CreateFlag.Switch) {
            document.put("type", "bool").put("default", false);
        } else if (flag instanceof CreateFlag.TextList list) {
            document.put("type", "strings");
            list.defaultValue().forEach(document.putArray("default")::add);
        } else if (flag instanceof CreateFlag.Text text) {
            document.put("type", "string").put("default", text.defaultValue());
        }
        return document.put("env", flag.environmentVariable()).put("usage", flag.usage());
    }
}
