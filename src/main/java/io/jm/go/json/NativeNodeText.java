package io.jm.go.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BaseJsonNode;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Replaces {@code toString} of Jackson's nodes in the native executable, which the image builder must expect to be called
 * anywhere. Jackson's own creates an {@code ObjectMapper}: the executable would contain all of databind for it, a tenth
 * of its methods. The jar has this class as well and never loads it.
 */
@TargetClass(BaseJsonNode.class)
final class NativeNodeText {
    @Override
    @Substitute
    public String toString() {
        // at run time this object is the node
        Object node = this;
        return GoJsonWriter.compact((JsonNode) node);
    }
}
