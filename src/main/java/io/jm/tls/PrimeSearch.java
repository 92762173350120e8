package io.jm.tls;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Searches primes for RSA keys with all processors. The duration of a search varies widely, so that no thread searches
 * for a certain key: the primes are taken in the order in which they are found.
 */
final class PrimeSearch {
    private final int bits;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads;
    private final ExecutorCompletionService<BigInteger> searches;
    private int wanted;

    /**
     * Starts to search.
     *
     * @param bits the size of the primes
     * @param wanted how many will be taken
     */
    PrimeSearch(int bits, int wanted) {
        this.bits = bits;
        this.wanted = wanted;
        int most = Math.min(wanted, Runtime.getRuntime().availableProcessors());
        threads = Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, "prime-search");
            thread.setDaemon(true);
            return thread;
        });
        searches = new ExecutorCompletionService<>(threads);
        // the others keep on searching until the last one is found
        for (int i = 0; i < wanted + most - 1; i++) {
            searches.submit(this::find);
        }
        // the threads end when they have found these, also if nobody takes them
        threads.shutdown();
    }

    /** Returns the next prime that is found; two of them make a modulus of twice their size. */
    BigInteger take() {
        try {
            BigInteger prime = searches.take().get();
            if (--wanted == 0) {
                threads.shutdownNow();
            }
            return prime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw new JmException("cannot generate a key pair: " + e.getCause(), e);
        }
    }

    /**
     * Finds a prime as the JDK's generator does, and as probable, but from a start whose first two bits are set. The JDK
     * sets one, and discards two of five primes, because a modulus of them could be too short.
     */
    private BigInteger find() {
        while (true) {
            BigInteger start = new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2);
            BigInteger prime = start.nextProbablePrime();
            boolean coprime = prime.subtract(BigInteger.ONE)
                            .mod(RSAKeyGenParameterSpec.F4)
                            .signum()
                    != 0;
            if (coprime && prime.bitLength() == bits) {
                return prime;
            }
        }
    }
}
