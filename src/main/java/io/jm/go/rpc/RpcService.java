package io.jm.go.rpc;

import io.jm.go.gob.GobType;
import java.util.Map;

/** The methods that an {@link RpcServer} offers; called by several threads at once. */
public interface RpcService {
    /** Returns the types that may be sent as interface values, by name. */
    Map<String, GobType> registered();

    /**
     * Calls a method.
     *
     * @param method the name as {@code Service.Method}
     * @throws io.jm.base.JmException with the error message for the client
     */
    RpcValue call(String method, Object argument);

    /** Called after the answer to a call was sent. */
    void answered(String method);
}
