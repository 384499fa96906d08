;; Text of whole lines with a margin in front of each but the first, sixteen bytes at a time. `npm run docs` puts what it is assembled to into
;; margined-lines-module.ts.
(module
  (memory (export "memory") 32)
  ;; The text lies from $from up to $end, the margin of $size bytes, at most 32, at $margin. The result goes to $to; told is where it ends, or 0
  ;; where the text has a byte that is neither printable ASCII nor a tab nor a line feed. Up to 15 bytes behind the text are read, up to 31 behind
  ;; the result written.
  (func (export "lines") (param $from i32) (param $end i32) (param $to i32) (param $margin i32) (param $size i32) (result i32)
    (local $bytes v128) (local $odd i32) (local $byte i32)
    (block $over
      (loop $next
        (br_if $over (i32.ge_u (local.get $from) (local.get $end)))
        (local.set $bytes (v128.load (local.get $from)))
        (v128.store (local.get $to) (local.get $bytes))
        ;; One bit for each byte that is not between 0x20 and 0x7e.
        (local.set $odd
          (i8x16.bitmask
            (i8x16.gt_u
              (i8x16.sub (local.get $bytes) (v128.const i8x16 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32))
              (v128.const i8x16 94 94 94 94 94 94 94 94 94 94 94 94 94 94 94 94))))
        (if (i32.eqz (local.get $odd))
          (then
            (local.set $from (i32.add (local.get $from) (i32.const 16)))
            (local.set $to (i32.add (local.get $to) (i32.const 16)))
            (br $next)))
        (local.set $odd (i32.ctz (local.get $odd)))
        (local.set $from (i32.add (local.get $from) (local.get $odd)))
        (local.set $to (i32.add (local.get $to) (local.get $odd)))
        (br_if $over (i32.ge_u (local.get $from) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br_if $next (i32.eq (local.get $byte) (i32.const 9)))
        (if (i32.ne (local.get $byte) (i32.const 10)) (then (return (i32.const 0))))
        (v128.store (local.get $to) (v128.load (local.get $margin)))
        (v128.store offset=16 (local.get $to) (v128.load offset=16 (local.get $margin)))
        (local.set $to (i32.add (local.get $to) (local.get $size)))
        (br $next)))
    (i32.sub (local.get $to) (i32.sub (local.get $from) (local.get $end)))))
