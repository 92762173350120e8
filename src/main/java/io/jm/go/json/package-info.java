/** JSON documents, read strictly and printed the way Go prints them. */
@NullMarked
package io.jm.go.json;

import org.jspecify.annotations.NullMarked;
