"""English words of products, services and merchants."""

THINGS = {
    "dining": "steak steak_and_chips fries wine tapas ribs nachos soup salad_bar waffles pancakes gelato cafe cafeteria coffee latte espresso cappuccino flat_white americano mocha tea breakfast brunch lunch dinner supper restaurant "
    "resto pizza pizzeria burger burgers fastfood fast_food sandwich sandwiches bagel wrap panini hot_dog hotdog shawarma kebab tacos taco "
    "burrito sushi curry noodles ramen fish_and_chips chips_shop doughnut donut muffin milkshake smoothie bubble_tea icecream ice_cream dessert bar "
    "pub beer beers wine_bar pint pints cocktail cocktails drinks meal meals takeaway takeout delivery snack snacks tip buffet steakhouse diner "
    "bistro canteen food_court food_truck starbucks costa mcdonald mcdonalds mcdo kfc subway dominos nandos nando greggs pret wendys chipotle "
    "popeyes dunkin five_guys burger_king pizza_hut uber_eats ubereats deliveroo doordash just_eat grubhub talabat eating_out",
    "groceries": "avocado avocados hummus broccoli spinach cabbage courgette zucchini aubergine corn pears peach peaches mango pineapple melon blueberries turkey_breast noodles_pack tofu ketchup mayonnaise mustard vinegar granola cookies_pack soda cola groceries grocery supermarket hypermarket market minimarket corner_shop convenience_store weekly_shop food_shop bread loaf loaves "
    "bakery milk egg eggs cheese butter cream yogurt yoghurt meat chicken beef lamb pork mince sausage sausages bacon ham turkey fish salmon tuna "
    "shrimp prawns fishmonger butcher greengrocer rice pasta spaghetti flour sugar salt oil olive_oil spices sauce cereal oats juice croissant "
    "croissants vegetable vegetables veggies veg fruit fruits apple apples banana bananas orange oranges grapes strawberries lemon lemons tomato "
    "tomatoes potato potatoes onion onions garlic carrot carrots pea peas beans lentils lettuce cucumber pepper mushrooms frozen water jam honey "
    "dates biscuits cookies chocolate nuts crisps baby_spinach walmart costco aldi lidl tesco sainsbury sainsburys asda morrisons waitrose "
    "kroger safeway trader_joe whole_foods carrefour",
    "household": "washing_up_liquid laundry_detergent tissues napkins cling_film candles air_freshener detergent bleach dish_soap dishwashing paper_towel paper_towels toilet_paper kitchen_roll sponge sponges bin_bags trash_bags "
    "cleaning_products washing_powder fabric_softener mop broom foil light_bulb light_bulbs batteries",
    "transport": "taxi cab uber bolt lyft careem bus coach train metro subway tube tram tramway ferry ticket_inspector oyster_card travelcard "
    "railcard train_ticket bus_pass bus_ticket metro_ticket commute ride fare scooter bike bicycle bike_hire carpool",
    "car": "gas fuel petrol gas_station gasoline diesel parking toll tolls garage mechanic tyre tyres tire tires carwash car_wash car_service oil_change "
    "mot_test brake brakes windscreen car_battery car_repair charging_station shell bp esso",
    "housing": "rent! mortgage! landlord apartment flat house deposit_flat letting_agency service_charge",
    "utilities": "gas water electricity electric power heating gas_bill water_bill water_charge bill! bills! utility utilities council_water heating_oil "
    "sewage waste_collection",
    "communication": "phone_bill phone_contract phone_plan phone internet broadband wifi mobile topup top_up recharge sim sim_card data_plan "
    "vodafone verizon tmobile at_t o2 ee landline roaming",
    "health": "eye_test eye_drops blood_pressure inhaler plasters painkillers cough_drops orthodontist braces midwife doctor doctors gp dentist hospital clinic pharmacy chemist prescription medicine medicines medication pills tablets vitamin vitamins "
    "paracetamol ibuprofen aspirin antibiotics vaccine glasses contact_lenses optician therapy therapist physio physiotherapy psychologist surgery "
    "blood_test x_ray xray scan checkup check_up dental specsavers cvs walgreens boots_pharmacy massage_therapy ambulance bandage cough_syrup",
    "clothing": "heels handbag trainers_pair leggings cardigan raincoat swimsuit wallet watch jewellery jewelry earrings clothes shirt shirts tshirt t_shirt blouse jeans trousers pants shorts dress skirt jacket coat jumper sweater hoodie suit tie shoe "
    "shoes running_shoes sneakers trainers boots sandals sock socks underwear bra pyjamas hat cap scarf gloves belt handbag zara h&m uniqlo primark "
    "gap nike adidas tailor dry_cleaning dry_cleaner laundrette alterations",
    "education": "online_course! language_course! driving_lessons! workshop tuition_fee! school tuition! university college course class classes lesson lessons tutor tutoring book books textbook textbooks stationery "
    "notebook notebooks pen pens pencil pencils udemy coursera exam exam_fee school_trip school_fees library kindergarten_fee backpack uniform "
    "printing photocopies",
    "entertainment": "party cinema movie movies film theatre theater concert gig show game games gaming board_game playstation xbox nintendo steam museum "
    "gallery zoo bowling club nightclub festival karaoke escape_room amusement_park theme_park arcade hobby painting_supplies guitar novel magazine",
    "subscriptions": "netflix spotify youtube disney prime_video hbo apple_music audible patreon subscription! membership icloud google_one dropbox "
    "chatgpt newspaper_subscription",
    "travel": "hotel! hotels airbnb hostel flight! flights! plane plane_ticket airline airport_transfer visa passport booking luggage suitcase cruise "
    "tour travel_agency resort ryanair easyjet holiday_rental campsite",
    "electronics": "laptop computer pc charger headphones earphones earbuds keyboard mouse monitor tablet ipad camera smartphone iphone android_phone "
    "usb hard_drive printer ink_cartridge cable speaker smartwatch",
    "beauty": "haircut barber barbers salon hairdresser hair_dye shampoo conditioner deodorant soap toothpaste toothbrush razor razors shaving perfume "
    "makeup make_up lipstick mascara cosmetics nails manicure pedicure skincare moisturiser sunscreen sun_cream sephora spa waxing",
    "sport": "gym fitness football swimming pool yoga pilates tennis climbing ski skiing sports_club crossfit boxing karate dance_class decathlon "
    "gym_membership personal_trainer protein_powder",
    "gifts": "gift! gifts! present! presents! birthday_present! flowers bouquet gift_card! wedding_gift! greeting_card wrapping_paper",
    "charity": "donation! donations! donate! charity! zakat! sadaqa! oxfam unicef red_cross mosque church collection fundraiser! orphan",
    "children": "swimming_lessons_kids! kids_shoes! school_lunch baby_wipes! cot car_seat baby_clothes! diaper diapers nappy nappies wipes toy toys lego nursery daycare kindergarten babysitter! babysitting! nanny! childcare! stroller pram "
    "baby_formula baby_food pocket_money! kids_clothes playground",
    "pets": "cat dog puppy kitten vet! veterinary! petfood pet_food dog_food! cat_food! cat_litter! litter dog_walker! grooming_dog aquarium hamster",
    "insurance": "insurance! premium car_insurance! health_insurance! home_insurance! travel_insurance! life_insurance!",
    "taxes": "tax! taxes! council_tax! income_tax! property_tax! road_tax! fine fines parking_ticket speeding_ticket customs_duty stamp_duty",
    "house_goods": "furniture sofa couch chair table desk bed mattress lamp wardrobe shelf shelves curtains carpet rug ikea fridge freezer oven cooker "
    "stove washing_machine dishwasher microwave kettle toaster vacuum vacuum_cleaner blender pan pans plates cutlery towels bedding pillow duvet tv "
    "television air_conditioner fan iron",
    "repairs": "plumber! electrician! carpenter painter handyman! locksmith! repair! repairs! paint screws drill tools hardware_store home_depot b&q "
    "leroy_merlin boiler_service cement tiles gardener",
    "debts": "loan! loans! debt! instalment! installment! repayment! credit_card_payment!",
    "savings": "savings! saving_account! deposit investment! investments! shares etf crypto bitcoin pension",
    "bank": "bank_fee! bank_fees! bank_charge! atm_fee! overdraft! transfer_fee! commission card_fee!",
    "celebrations": "wedding party birthday_party birthday_cake eid! ramadan! christmas! christmas_tree fireworks decorations henna engagement funeral "
    "sheep_eid!",
    "tobacco": "cigarettes cigarette tobacco vape vaping lighter cigars rolling_papers shisha hookah",
    "work": "office_supplies coworking! business_cards domain_name hosting work_lunch postage stamps courier notary lawyer! accountant!",
}
