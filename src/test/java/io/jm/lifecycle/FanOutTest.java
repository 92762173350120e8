package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.machine.Machine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FanOutTest {
    @Test
    void worksOnAllMachinesAtTheSameTime() {
        CountDownLatch together = new CountDownLatch(3);
        FanOut.run(List.of(machine("a"), machine("b"), machine("c")), machine -> {
            together.countDown();
            await(together);
        });
        assertEquals(0, together.getCount());
    }

    @Test
    void tellsFailuresInTheOrderNamedAndLetsTheOthersFinish() {
        Set<String> done = new ConcurrentSkipListSet<>();
        JmException failure = assertThrows(
                JmException.class,
                () -> FanOut.run(List.of(machine("z"), machine("b"), machine("a")), machine -> {
                    if (machine.name().equals("b")) {
                        done.add("b");
                        return;
                    }
                    throw new JmException("no " + machine.name());
                }));
        assertEquals("no z\nno a", failure.getMessage());
        assertEquals(new TreeSet<>(Set.of("b")), done);
    }

    private static Machine machine(String name) {
        return new Machine(name, JsonNodeFactory.instance.objectNode());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
