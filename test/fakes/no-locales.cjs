/** In the place of zod's messages in other languages than English, which it loads by itself. */
